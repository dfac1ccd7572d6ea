/**
 * Our request within a dialog, except ACK: written for each way to its peer, with the dialog's values in its headers,
 * and sent by the first way that leads somewhere (RFC 3261 12.2.1.1).
 */
import { ClientRequest } from '../transaction/client-request.js';
import type { ClientUsage } from '../transaction/client-usage.js';
import { completeDialogRequest, type DialogIdentity } from '../transaction/complete-request.js';
import type { StackCore } from '../core.js';
import type { DialogPeer } from './peer.js';
import type { RequestDraft, RequestOptions } from '../stack.js';

/** What distinguishes a request of a dialog from all others. */
export interface DialogPlace {
  readonly identity: DialogIdentity;
  readonly cseq: number;
}

/** Throws a StackError if it cannot be sent. */
export function sendInDialog(
  core: StackCore,
  { identity, cseq }: DialogPlace,
  peer: DialogPeer,
  draft: RequestDraft,
  usage: ClientUsage,
  options: RequestOptions,
): ClientRequest {
  const { uri, routes, ways, onUnreachable } = peer.destination();
  return ClientRequest.send(
    core,
    draft.method,
    ways,
    ({ sentBy, from, offersAlias }, branch) => {
      const sender = { sentBy, transport: from.transport, branch, offersAlias };
      return completeDialogRequest(draft, sender, identity, cseq, uri, routes);
    },
    usage,
    options,
    onUnreachable,
  );
}

/** A dialog from the view of a fork that is not its peer. */
export function towardsFork(dialog: DialogIdentity, fork: DialogPeer): DialogIdentity {
  const { callId, localHeader, localContact } = dialog;
  return { callId, localHeader, remoteHeader: fork.header, localContact };
}

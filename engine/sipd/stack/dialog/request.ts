/**
 * A request of ours within a dialog, ACK apart: written for each way to its peer, with what the dialog knows in its headers, and
 * sent by the first that leads somewhere (RFC 3261 12.2.1.1).
 */
import { ClientRequest, type ClientUsage } from '../transaction/client-request.js';
import { completeDialogRequest, type DialogIdentity } from '../transaction/complete-request.js';
import type { StackCore } from '../core.js';
import type { DialogPeer } from './peer.js';
import type { RequestDraft, RequestOptions } from '../stack.js';

/** What tells a request of a dialog from all others. */
export interface DialogPlace {
  readonly identity: DialogIdentity;
  readonly cseq: number;
}

/** Throws a StackError where there is no way to send it by. */
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
    ({ sentBy, from }, branch) => {
      const sender = { sentBy, transport: from.transport, branch };
      return completeDialogRequest(draft, sender, identity, cseq, uri, routes);
    },
    usage,
    options,
    onUnreachable,
  );
}

/** A dialog as a fork that is not its peer knows it. */
export function towardsFork(dialog: DialogIdentity, fork: DialogPeer): DialogIdentity {
  const { callId, localHeader, localContact } = dialog;
  return { callId, localHeader, remoteHeader: fork.header, localContact };
}

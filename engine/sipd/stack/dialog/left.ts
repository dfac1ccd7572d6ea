/**
 * Dialogs that an earlier stack left behind when it died.
 *
 * Such a dialog is taken over in order to be ended: the user sends its BYE, and a peer that hangs up first is answered.
 * Anything else in it gets no answer from the user.
 *
 * A 2xx to an INVITE that is no longer known comes from a phone in a call without another party, for half a minute. It
 * gets ACK and BYE each time, made from the 2xx itself (RFC 3261 13.2.2.4). This is only done for a trunk, only if the
 * 2xx has come by our own Via, and not in a dialog that we have.
 */
import { Ack } from './ack.js';
import type { StackCore } from '../core.js';
import { SipDialog } from './dialog.js';
import type { SipResponse } from '../parse/message.js';
import { DialogPeer } from './peer.js';
import type { Flow, SavedDialog } from '../stack.js';
import { defaultPort } from '../transport/target.js';
import type { TcpConnection } from '../transport/tcp.js';

/**
 * The earlier stack may have sent any number of requests since the dialog was saved, and our CSeq must be higher (RFC
 * 3261 12.2.1.1); it does not matter how much higher (8.1.1.5).
 */
const CSEQ_STEP = 10_000;

/** Adds it to the dialogs of `core`, unless there is one of that name. */
export function takeUpDialog(core: StackCore, saved: SavedDialog): void {
  const { role, callId, localTag, localHeader, localCseq } = saved;
  const peer = DialogPeer.ofSaved(core.transports, saved.peer);
  if (core.dialogs.byLocalTag(callId, localTag) !== undefined) return;
  const start = { role, callId, localTag, localHeader, localContact: undefined, remoteCseq: undefined, peer };
  new SipDialog(core, { ...start, localCseq: localCseq + CSEQ_STEP }).state = 'confirmed';
}

/** Hangs up a call that was answered too late. Ignores every other response. */
export function endLateAnswer(
  core: StackCore,
  response: SipResponse,
  flow: Flow,
  connection: TcpConnection | undefined,
): void {
  const { status, cseq, callId, from, to, topVia } = response;
  if (status < 200 || status > 299 || cseq.method !== 'INVITE' || !to.params.has('tag')) return;
  const localTag = from.params.get('tag') ?? '';
  const via = {
    transport: flow.transport,
    host: topVia.host,
    port: topVia.port ?? defaultPort(flow.transport),
  };
  if (!core.isSuccessor || !core.strangers.isKnown(flow) || !core.transports.isOwn(via)) return;
  if (core.dialogs.byLocalTag(callId, localTag) !== undefined || core.dialogs.isFull) return;
  const peer = DialogPeer.ofResponse(core.transports, response, to.uri, flow, connection);
  const dialog = new SipDialog(core, {
    ...{ role: 'uac', callId, localTag, localHeader: response.headers.get('From') ?? '' },
    ...{ localContact: undefined, localCseq: cseq.number, remoteCseq: undefined, peer },
  });
  dialog.state = 'confirmed';
  try {
    const ackOf = { cseq: cseq.number, credentials: [] };
    Ack.send(core, dialog, peer.destination(), ackOf, { headers: [] });
  } finally {
    dialog.terminate('answered too late');
  }
}

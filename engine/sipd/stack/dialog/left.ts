/**
 * What an earlier stack, which has died, has left behind.
 *
 * A dialog is taken up to be ended: the user sends its BYE, and a peer that does so first is answered. Whatever else comes in it, the
 * user has nothing to say to.
 *
 * A 2xx to an INVITE of which nobody knows any more comes from somebody in a call with nobody, for half a minute; it gets ACK and BYE
 * each time, made of what the 2xx itself says (RFC 3261 13.2.2.4). A trunk is believed alone, only where the 2xx has come by our own
 * Via, and not in a dialog that we have.
 */
import { Ack } from './ack.js';
import type { StackCore } from '../core.js';
import { SipDialog } from './dialog.js';
import type { SipResponse } from '../parse/message.js';
import { DialogPeer } from './peer.js';
import type { Flow, SavedDialog } from '../stack.js';
import { DEFAULT_PORT } from '../transport/transports.js';
import type { TcpConnection } from '../transport/tcp.js';

/**
 * The earlier stack may have sent any number of requests since the dialog was saved, and ours has to be higher (RFC 3261
 * 12.2.1.1); how much higher is of no account (8.1.1.5).
 */
const CSEQ_STEP = 10_000;

/** Adds it to the dialogs of `core`, unless one of that name is there. */
export function takeUpDialog(core: StackCore, saved: SavedDialog): void {
  const { role, callId, localTag, localHeader, localCseq } = saved;
  const peer = DialogPeer.ofSaved(core.transports, saved.peer);
  if (core.dialogs.byLocalTag(callId, localTag) !== undefined) return;
  const start = { role, callId, localTag, localHeader, localContact: undefined, remoteCseq: undefined, peer };
  new SipDialog(core, { ...start, localCseq: localCseq + CSEQ_STEP }).state = 'confirmed';
}

/** Hangs up on whoever has answered too late. Ignores every other response. */
export function endLateAnswer(
  core: StackCore,
  response: SipResponse,
  flow: Flow,
  connection: TcpConnection | undefined,
): void {
  const { status, cseq, callId, from, to, topVia } = response;
  if (status < 200 || status > 299 || cseq.method !== 'INVITE' || !to.params.has('tag')) return;
  const localTag = from.params.get('tag') ?? '';
  const via = { transport: flow.transport, host: topVia.host, port: topVia.port ?? DEFAULT_PORT };
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

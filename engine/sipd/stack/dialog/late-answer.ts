/**
 * A 2xx to an INVITE of which nobody knows any more: the stack that sent it has died while the phone rang, or has long given it up.
 * Who answers so is in a call with nobody and sends its 2xx for half a minute; it gets ACK and BYE, made of what the 2xx itself
 * says (RFC 3261 13.2.2.4), each time that it comes.
 *
 * That is done where there may have been a stack before this one. A trunk is believed alone, only where the 2xx has come by our own
 * Via, and not in a dialog that we have.
 */
import type { StackCore } from '../core.js';
import { SipDialog } from './dialog.js';
import { Ack } from './ack.js';
import { DialogPeer } from './peer.js';
import type { SipResponse } from '../parse/message.js';
import type { Flow } from '../stack.js';
import { DEFAULT_PORT } from '../transport/transports.js';
import type { TcpConnection } from '../transport/tcp.js';

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

/**
 * An INVITE that an earlier stack left without a final answer: its caller hears ringing, and would hear nothing else.
 * Its server transaction is restored in a state where only the refusal is left (RFC 3261 17.2.1): 503, sent again until
 * its ACK, from the same element as the ringing, with the same To tag. A CANCEL of a caller that gives up meanwhile
 * finds it (9.2).
 */
import type { StackCore } from '../core.js';
import { createResponse, Headers, NO_BODY, type HeaderField } from '../parse/message.js';
import { reasonPhrase } from '../parse/reason-phrases.js';
import { serialize } from '../parse/serialize.js';
import type { SavedDialog, SavedInvite } from '../stack.js';
import { InviteServerTransaction } from './server-invite.js';
import type { ServerTable } from './server-table.js';

/** As when a stack stops in good order: there may be another way. */
const STATUS = 503;

export function refuseLeftInvite(
  core: StackCore,
  table: ServerTable,
  { callId, localHeader, peer }: SavedDialog,
  { key, vias, cseq, asksRport }: SavedInvite,
): void {
  if (table.get(key) !== undefined) return;
  const fields: HeaderField[] = [
    ...vias.map((value) => ({ name: 'Via', value })),
    { name: 'From', value: peer.header },
    { name: 'To', value: localHeader },
    { name: 'Call-ID', value: callId },
    { name: 'CSeq', value: `${cseq} INVITE` },
    { name: 'Content-Length', value: '0' },
  ];
  const headers = Headers.ofParsed(fields);
  const response = createResponse({ status: STATUS, reason: reasonPhrase(STATUS), headers, body: NO_BODY });
  const slot = table.open(key, undefined, cseq, core.now());
  const outlet = core.transports.responseOutlet(peer.flow, undefined, asksRport, peer.sentByPort);
  slot.invite = new InviteServerTransaction(core, outlet, slot);
  core.user.onTraffic?.('out', response, peer.flow);
  slot.invite.respond(STATUS, serialize(response));
}

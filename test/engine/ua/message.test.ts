import t from 'tap';
import { UaMessage } from '../../../engine/ua/message.js';
import type { IncomingRequest } from '../../../engine/ua/transactions/transactions.js';

function refusalOf(status: number): Readonly<Record<string, string>> {
  let answered: Readonly<Record<string, string>> = {};
  const request = {
    uri: 'sip:+8617100000001@192.0.2.1',
    source: { protocol: 'udp', address: '192.0.2.9', port: 5060 },
    header: () => undefined,
    respond: (_status: number, content: { headers: Readonly<Record<string, string>> }) =>
      (answered = content.headers),
  };
  new UaMessage(request as unknown as IncomingRequest).reject(status);
  return answered;
}

void t.test('a refused message says which method or body would be taken', async (t) => {
  t.match(refusalOf(405)['Allow'], /INVITE/);
  t.notMatch(refusalOf(405)['Allow'], /MESSAGE/);
  t.match(refusalOf(415), { Accept: 'text/plain' });
});

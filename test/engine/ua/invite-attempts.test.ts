import t from 'tap';
import { InviteAttempts } from '../../../engine/ua/invite-attempts.js';
import type { IncomingResponse } from '../../../engine/ua/transactions/transactions.js';
import type { InviteRequest } from '../../../engine/sip/signaling.js';

function redirectOf(uri: string, contact: string): string | undefined {
  const request = { uri, redirects: ['192.0.2.9', 'sbc.example'], onProvisional: () => undefined };
  const refusal = { status: 302, header: (name: string) => (name === 'Contact' ? contact : undefined) };
  const attempts = new InviteAttempts(request as unknown as InviteRequest);
  return attempts.next(refusal as unknown as IncomingResponse)?.uri;
}

void t.test('a call over TLS is redirected over TLS, or not at all', (t) => {
  for (const uri of [
    'sip:1@192.0.2.1;transport=tls',
    'sips:1@192.0.2.1',
    'sip:1@192.0.2.1:5061;transport=TLS',
  ]) {
    t.equal(redirectOf(uri, '<sip:2@192.0.2.9>'), 'sip:2@192.0.2.9;transport=tls', uri);
    t.equal(
      redirectOf(uri, '<sip:2@sbc.example:5071;transport=TLS>'),
      'sip:2@sbc.example:5071;transport=tls',
    );
    t.equal(redirectOf(uri, '<sips:2@sbc.example>'), 'sip:2@sbc.example;transport=tls');
    t.equal(redirectOf(uri, '<sip:2@192.0.2.9;transport=udp>'), undefined);
    t.equal(redirectOf(uri, '<sip:2@192.0.2.9;transport=tcp>'), undefined);
  }
  t.end();
});

void t.test('a call over UDP goes where the redirection says', (t) => {
  const uri = 'sip:1@192.0.2.1';
  t.equal(redirectOf(uri, '<sip:2@192.0.2.9>'), 'sip:2@192.0.2.9');
  t.equal(redirectOf(uri, '<sip:2@192.0.2.9;transport=tls>'), 'sip:2@192.0.2.9;transport=tls');
  t.equal(redirectOf(uri, '<sip:2@198.51.100.1;transport=tls>'), undefined, 'no host of the trunk');
  t.end();
});

void t.test('a call follows five redirections, through a next hop or not', (t) => {
  for (const nextHop of [undefined, 'sip:192.0.2.1:5070']) {
    const request = { uri: 'sip:0@192.0.2.1', nextHop, redirects: ['192.0.2.9'] };
    const attempts = new InviteAttempts(request as unknown as InviteRequest);
    const targets = [1, 2, 3, 4, 5, 6].map((user) => {
      const header = (name: string): string | undefined =>
        name === 'Contact' ? `<sip:${user}@192.0.2.9>` : undefined;
      return attempts.next({ status: 302, header } as unknown as IncomingResponse)?.uri;
    });
    t.same(targets.indexOf(undefined), 5, `next hop ${nextHop}`);
  }
  t.end();
});

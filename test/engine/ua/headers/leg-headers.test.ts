import t from 'tap';
import {
  endHeaders,
  inviteHeaders,
  messageHeaders,
  rejectHeaders,
} from '../../../../engine/ua/headers/leg-headers.js';
import type { InviteRequest } from '../../../../engine/sip/signaling.js';

function request(more: Partial<InviteRequest> = {}): InviteRequest {
  return {
    uri: 'sip:+8613900000002@192.0.2.9;transport=tcp',
    identity: { display: '+8617100000009' },
    offer: 'v=0',
    maxForwards: 69,
    ringTimeoutMs: 1,
    onProvisional: () => undefined,
    ...more,
  };
}

void t.test('an INVITE has these headers and no other', (t) => {
  t.same(inviteHeaders(request()), {
    From: '<sip:+8617100000009@localhost>',
    To: '<sip:+8613900000002@192.0.2.9>',
    'P-Asserted-Identity': '<sip:+8617100000009@localhost>',
    'Max-Forwards': '69',
    Allow: 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK',
    Supported: 'timer',
    'User-Agent': 'Callveil',
    'Content-Type': 'application/sdp',
  });
  t.notOk('Content-Type' in inviteHeaders(request({ offer: undefined })));
  t.end();
});

void t.test(
  'a trunk’s configured headers are added, but none that tells who calls or belongs to the dialog',
  (t) => {
    const headers = {
      'X-Account': 'a\r\nFrom: <sip:evil@h>',
      from: '<sip:1@h>',
      'P-Asserted-Identity': '<sip:1@h>',
      Contact: '<sip:1@h>',
      'Content-Length': '1',
      'bad name': '1',
    };
    const built = inviteHeaders(request({ headers }));
    t.equal(built['X-Account'], 'a From: <sip:evil@h>');
    t.same(
      Object.keys(built).filter((name) => !(name in inviteHeaders(request()))),
      ['X-Account'],
    );
    t.equal(built['P-Asserted-Identity'], '<sip:+8617100000009@localhost>');
    t.end();
  },
);

void t.test('an identity that is no user part of a URI is our mistake', (t) => {
  for (const display of ['', 'a>b', '1@h', 'a\r\nX: 1'])
    t.throws(() => inviteHeaders(request({ identity: { display } })), TypeError);
  const shown = { uri: 'sip:1@h', contentType: 'text/plain', text: '' };
  t.match(messageHeaders({ ...shown, identity: { display: '+8617100000009' } }), {
    'Content-Type': 'text/plain',
  });
  t.end();
});

void t.test('endings say a cause and never a text; a warning has no number in it', (t) => {
  t.same(endHeaders(16), { Reason: 'Q.850;cause=16' });
  t.same(endHeaders(undefined), {});
  t.same(
    rejectHeaders({
      q850: 88,
      retryAfterSeconds: 5,
      warning: { code: 305, text: 'no "audio" for 13800000001\n' },
    }),
    {
      Reason: 'Q.850;cause=88',
      'Retry-After': '5',
      Warning: '305 callveil "no  audio  for * "',
    },
  );
  t.end();
});

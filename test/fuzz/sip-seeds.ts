/**
 * The SIP messages that a fuzzer begins with: what a carrier sends before, in and after a call, and what answers ours.
 */
import type { Mutator } from './mutation.js';

/** Where a message is sent from, and who it is about. */
export interface SipSide {
  /** `127.0.0.2:5060` */
  readonly hostPort: string;
  readonly number: string;
  /** The privacy number. */
  readonly x: string;
  readonly transport: 'UDP' | 'TCP' | 'TLS';
}

/** The dialog a request is in, or begins. */
export interface DialogIds {
  readonly callId: string;
  readonly fromTag: string;
  readonly toTag: string | undefined;
  cseq: number;
  readonly branch: string;
}

export function sdpText(hostPort: string, rtpPort: number, direction = 'sendrecv'): string {
  const [host = ''] = hostPort.split(':');
  return [
    ...[
      'v=0',
      `o=- 1 1 IN IP4 ${host}`,
      's=-',
      `c=IN IP4 ${host}`,
      't=0 0',
      `m=audio ${rtpPort} RTP/AVP 8 0 101`,
    ],
    ...[
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:0 PCMU/8000',
      'a=rtpmap:101 telephone-event/8000',
      'a=fmtp:101 0-15',
    ],
    ...['a=ptime:20', `a=${direction}`, ''],
  ].join('\r\n');
}

/** Methods by how often they come. */
const METHODS = [
  ...['INVITE', 'INVITE', 'INVITE', 'ACK', 'BYE', 'CANCEL', 'UPDATE', 'INFO', 'PRACK', 'OPTIONS', 'MESSAGE'],
  ...['REFER', 'NOTIFY', 'SUBSCRIBE', 'REGISTER', 'PUBLISH', 'FOO'],
] as const;

export function newDialog(mutator: Mutator): DialogIds {
  const id = (): string => mutator.below(2 ** 32).toString(36);
  return { callId: `${id()}${id()}`, fromTag: id(), toTag: undefined, cseq: 1, branch: `z9hG4bK${id()}` };
}

/**
 * A good request of that side, new or in that dialog; `spoil` changes its body, whose length is then stated correctly.
 */
export function requestOf(
  mutator: Mutator,
  side: SipSide,
  dialog: DialogIds,
  spoil: (body: string) => string = (body) => body,
): string {
  const method = dialog.toTag === undefined && mutator.chance(0.6) ? 'INVITE' : mutator.oneOf(METHODS);
  if (method !== 'ACK' && method !== 'CANCEL') dialog.cseq += 1;
  const branch = method === 'CANCEL' ? dialog.branch : `z9hG4bK${mutator.below(2 ** 32).toString(36)}`;
  const good = bodyOf(mutator, method, side);
  const body = good && { ...good, text: spoil(good.text) };
  const more = headersOf(mutator, method);
  return withBody(
    [
      `${method} sip:${side.x}@127.0.0.1 SIP/2.0`,
      `Via: SIP/2.0/${side.transport} ${side.hostPort};branch=${branch};rport`,
      'Max-Forwards: 70',
      `From: "A" <sip:${side.number}@${side.hostPort}>;tag=${dialog.fromTag}`,
      `To: <sip:${side.x}@127.0.0.1>${dialog.toTag === undefined ? '' : `;tag=${dialog.toTag}`}`,
      `Call-ID: ${dialog.callId}`,
      `CSeq: ${dialog.cseq} ${method}`,
      `Contact: <sip:${side.number}@${side.hostPort};transport=${side.transport.toLowerCase()}>`,
      ...more,
    ],
    body,
  );
}

/** A response to our request: anything that a callee might answer. */
export function responseOf(
  mutator: Mutator,
  side: SipSide,
  request: string,
  spoil: (body: string) => string = (body) => body,
): string {
  const line = (name: string): string[] => request.match(new RegExp(`^${name}: .*$`, 'gim')) ?? [];
  const isInvite = /^INVITE /.test(request);
  const status = isInvite
    ? mutator.oneOf([
        100, 180, 183, 200, 200, 200, 200, 302, 401, 407, 404, 421, 422, 480, 486, 491, 500, 503, 603, 699,
      ])
    : mutator.oneOf([200, 200, 200, 401, 407, 408, 481, 500]);
  const tag = mutator.oneOf(['one', 'one', 'one', 'two']);
  const to = line('To').map((text) => (/;tag=/i.test(text) ? text : `${text};tag=${tag}`));
  const body =
    isInvite && (status === 183 || status === 200)
      ? { type: 'application/sdp', text: spoil(sdpText(side.hostPort, 30_000 + 2 * mutator.below(1000))) }
      : undefined;
  return withBody(
    [
      `SIP/2.0 ${status} Whatever`,
      ...[
        ...line('Via'),
        ...line('From'),
        ...to,
        ...line('Call-ID'),
        ...line('CSeq'),
        ...line('Record-Route'),
      ],
      `Contact: <sip:${side.number}@${side.hostPort}>`,
      ...(status === 401 ? ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=MD5'] : []),
      ...(status === 407 ? ['Proxy-Authenticate: Digest realm="r", nonce="n", stale=true'] : []),
      ...(status === 422 ? ['Min-SE: 1800'] : []),
      ...(status === 421 ? ['Require: 100rel'] : []),
      ...(status === 183 ? ['Require: 100rel', 'RSeq: 1'] : []),
      ...headersOf(mutator, 'RESPONSE'),
    ],
    body,
  );
}

interface Body {
  readonly type: string;
  readonly text: string;
}

function bodyOf(mutator: Mutator, method: string, side: SipSide): Body | undefined {
  const rtpPort = 20_000 + 2 * mutator.below(5000);
  if (['INVITE', 'UPDATE', 'ACK', 'PRACK'].includes(method))
    return mutator.chance(0.8)
      ? {
          type: 'application/sdp',
          text:
            sdpText(side.hostPort, rtpPort, mutator.oneOf(['sendrecv', 'sendonly', 'inactive'])) +
            (mutator.chance(0.3) ? mutator.oneOf(CRYPTO) : ''),
        }
      : undefined;
  if (method === 'INFO') return { type: 'application/dtmf-relay', text: 'Signal=5\r\nDuration=160\r\n' };
  return method === 'MESSAGE' ? { type: 'text/plain', text: 'hello' } : undefined;
}

/** RFC 4568, RFC 7714. */
const CRYPTO: readonly string[] = [
  `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${'A'.repeat(40)}\r\n`,
  `a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:${'B'.repeat(40)}|2^20|1:4 KDR=1\r\n`,
  `a=crypto:7 AEAD_AES_128_GCM inline:${'C'.repeat(38)}== UNENCRYPTED_SRTCP\r\n`,
];

const EXTRAS: readonly string[] = [
  ...[
    'Supported: timer, 100rel',
    'Session-Expires: 90;refresher=uac',
    'Min-SE: 90',
    'Require: timer',
    'Allow: INVITE, ACK, BYE, UPDATE',
  ],
  ...[
    'P-Asserted-Identity: <sip:+8613800000021@carrier.example>, <tel:+8613800000021>',
    'Privacy: id',
    'RAck: 1 1 INVITE',
  ],
  ...[
    'Record-Route: <sip:127.0.0.9;lr>',
    'Route: <sip:127.0.0.1;lr>',
    'Expires: 60',
    'Event: refer',
    'Refer-To: <sip:x@y>',
  ],
  ...[
    'Reason: Q.850;cause=16',
    'Diversion: <sip:+8613800000021@h>',
    'Replaces: a;to-tag=b;from-tag=c',
    'Retry-After: 1',
  ],
];

function headersOf(mutator: Mutator, method: string): string[] {
  if (method === 'PRACK') return ['RAck: 1 1 INVITE'];
  return EXTRAS.filter(() => mutator.chance(0.12));
}

function withBody(lines: readonly string[], body: Body | undefined): string {
  const text = body?.text ?? '';
  const type = body === undefined ? [] : [`Content-Type: ${body.type}`];
  return [...lines, ...type, `Content-Length: ${Buffer.byteLength(text)}`, '', text].join('\r\n');
}

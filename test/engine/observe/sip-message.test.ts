import t from 'tap';
import { maskMessage, withoutSecrets } from '../../../engine/observe/sip-message.js';

const NUMBER = '8613800000021';

void t.test('numbers are masked in every place a message has, and the rest can be read', async (t) => {
  const message = [
    `INVITE sip:+${NUMBER};phone-context=x@192.0.2.10:50604;user=phone SIP/2.0`,
    'Via: SIP/2.0/UDP 192.0.2.9:50605;branch=z9hG4bK-524287-1;rport=50605',
    `From: "138-0000-0021" <sip:${NUMBER}@192.0.2.9>;tag=${NUMBER}`,
    `To: <tel:0013800000021>`,
    `P-Asserted-Identity: <tel:+${NUMBER}>, <sip:013800000021@h>`,
    `Diversion: <sip:13800000021@h>;reason=unconditional`,
    `Contact: <sip:13800000021@192.0.2.9:50605>`,
    `Call-ID: ${NUMBER}-1@192.0.2.9`,
    'CSeq: 102394 INVITE',
    'Session-Expires: 1800;refresher=uac',
    '',
    `o=${NUMBER} 1 1 IN IP4 192.0.2.9`,
    'm=audio 40000 RTP/AVP 8 101',
    'a=rtpmap:101 telephone-event/8000',
  ].join('\r\n');
  const masked = maskMessage(message);
  t.notMatch(masked, /13800000021|138-0000-0021/);
  t.match(masked, '@192.0.2.10:50604;user=phone SIP/2.0');
  for (const line of [
    'rport=50605',
    'CSeq: 102394 INVITE',
    'm=audio 40000 RTP/AVP 8 101',
    'Session-Expires: 1800',
  ])
    t.match(masked, line);
  t.match(masked, 'sip:+86138****0021');
});

void t.test('answers to challenges and keys of media are not shown', async (t) => {
  const text = withoutSecrets(
    'Authorization: Digest username="alice", response="0123abcd", nonce="n"\r\nProxy-Authorization: Digest response=0123abcd, qop=auth\r\n\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0a2V5|2^20\r\na=crypto:2 AES_CM_128_HMAC_SHA1_32 INLINE:c2VjcmV0a2V5\r\nk=base64:c2VjcmV0a2V5\r\n',
  );
  t.notMatch(text, /0123abcd|c2VjcmV0a2V5/);
  t.match(text, 'nonce="n"');
  t.match(text, 'inline:*|2^20');
});

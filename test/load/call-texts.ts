/** Texts of SIP messages with a few holes, for programs that place many calls without a SIP stack. */
import type { Dialling } from './call-load.js';

/** Discard (RFC 863): a party that is silent hears nothing either. */
export const SILENT_PORT = 9;

export function sdpText(rtpPort: number): string {
  return `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${rtpPort} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n`;
}

/** `id` is its Call-ID. */
export function inviteText(id: string, pair: Dialling, port: number, rtpPort: number): string {
  const sdp = sdpText(rtpPort);
  return [
    `INVITE sip:${pair.x}@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${id}`,
    `From: <sip:${pair.caller}@127.0.0.1:${port}>;tag=l${id}`,
    `To: <sip:${pair.x}@127.0.0.1>`,
    `Call-ID: ${id}`,
    'CSeq: 1 INVITE',
    `Contact: <sip:127.0.0.1:${port}>`,
    'Max-Forwards: 70',
    'Content-Type: application/sdp',
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
}

export function line(text: string, name: string): string {
  const at = text.indexOf(`\r\n${name}: `);
  return at < 0 ? '' : text.slice(at + 2, text.indexOf('\r\n', at + 2));
}

export function contactOf(text: string): string {
  return /<([^>]+)>/.exec(line(text, 'Contact'))?.[1] ?? '';
}

/** `target`: the Contact of a 2xx, whose ACK is a request of its own. */
export function ackText(response: string, target: string | undefined): string {
  const to = line(response, 'To');
  const via = line(response, 'Via');
  return [
    `ACK ${target ?? /<([^>]+)>/.exec(to)?.[1] ?? ''} SIP/2.0`,
    target === undefined ? via : via.replace('z9hG4bK', 'z9hG4bKack'),
    ...['From', 'Call-ID'].map((name) => line(response, name)),
    to,
    'CSeq: 1 ACK',
    'Max-Forwards: 70',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

export function byeText(response: string, target: string): string {
  return [
    `BYE ${target} SIP/2.0`,
    line(response, 'Via').replace('z9hG4bK', 'z9hG4bKbye'),
    ...['From', 'To'].map((name) => line(response, name)),
    line(response, 'Call-ID'),
    'CSeq: 2 BYE',
    'Max-Forwards: 70',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

export function responseText(request: string, status: string, more: readonly string[], body: string): string {
  const to = line(request, 'To');
  return [
    `SIP/2.0 ${status}`,
    ...['Via', 'From', 'Call-ID', 'CSeq'].map((name) => line(request, name)),
    to.includes(';tag=') ? to : `${to};tag=callee`,
    ...more,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

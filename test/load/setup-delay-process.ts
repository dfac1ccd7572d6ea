/**
 * Measures how long an INVITE takes through the service: a socket plays the caller, another the callee, both in this
 * process, so one clock times both ends. Each probe is refused with 486 and acknowledged. Started by setup-delay.ts,
 * which sends the options and is sent the delays.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { DelayProbeOptions } from './setup-delay.js';

const TICK_MS = 5;

const [options] = (await once(process, 'message')) as [DelayProbeOptions];
process.send?.(await measure(options));
process.disconnect();

/** Milliseconds from INVITE in to INVITE out, one for each counted probe that arrived. */
async function measure(options: DelayProbeOptions): Promise<number[]> {
  const caller = await bound(0);
  const callee = await bound(options.calleePort);
  const firstCounted = options.warmUpSeconds * options.perSecond;
  const sentAt = new Map<string, { readonly probe: number; readonly at: number }>();
  const delays: number[] = [];
  callee.on('message', (data, from) => {
    const now = performance.now();
    const text = data.toString('latin1');
    const user = /^INVITE sip:([^@]+)@/.exec(text)?.[1];
    if (user === undefined) return;
    const sent = sentAt.get(user);
    if (sent !== undefined && sent.probe >= firstCounted) delays.push(now - sent.at);
    sentAt.delete(user);
    callee.send(response(text, '486 Busy Here'), from.port, from.address);
  });
  caller.on('message', (data) => {
    const text = data.toString('latin1');
    if (/^SIP\/2\.0 [3-6]/.test(text)) caller.send(ackFor(text), options.target.port, options.target.host);
  });
  await paced(options, (n) => {
    const pair = options.pairs[n % options.pairs.length];
    if (pair === undefined) return;
    sentAt.set(pair.callee, { probe: n, at: performance.now() });
    caller.send(invite(n, pair, caller.address().port), options.target.port, options.target.host);
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  caller.close();
  callee.close();
  return delays;
}

/** Calls `send` so many times a second, evenly. */
async function paced(options: DelayProbeOptions, send: (n: number) => void): Promise<void> {
  const total = options.perSecond * (options.warmUpSeconds + options.seconds);
  const start = performance.now();
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * options.perSecond));
    for (; sent < due; sent += 1) send(sent);
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

async function bound(port: number): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  return socket;
}

function invite(n: number, pair: { readonly caller: string; readonly x: string }, port: number): string {
  const sdp = `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n`;
  return [
    `INVITE sip:${pair.x}@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bKprobe${n}`,
    `From: <sip:${pair.caller}@127.0.0.1:${port}>;tag=p${n}`,
    `To: <sip:${pair.x}@127.0.0.1>`,
    `Call-ID: probe-${n}-${port}`,
    'CSeq: 1 INVITE',
    `Contact: <sip:127.0.0.1:${port}>`,
    'Max-Forwards: 70',
    'Content-Type: application/sdp',
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
}

function header(text: string, name: string): string {
  return new RegExp(`^${name}:[^\\r\\n]*`, 'im').exec(text)?.[0] ?? '';
}

function response(request: string, status: string): string {
  const to = `${header(request, 'To')};tag=callee`;
  const copied = [
    header(request, 'Via'),
    header(request, 'From'),
    to,
    header(request, 'Call-ID'),
    header(request, 'CSeq'),
  ];
  return [`SIP/2.0 ${status}`, ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}

function ackFor(failure: string): string {
  const user = /sip:([^@>]+)@/.exec(header(failure, 'To'))?.[1] ?? '';
  const copied = [
    header(failure, 'Via'),
    header(failure, 'From'),
    header(failure, 'To'),
    header(failure, 'Call-ID'),
  ];
  return [
    `ACK sip:${user}@127.0.0.1 SIP/2.0`,
    ...copied,
    'CSeq: 1 ACK',
    'Max-Forwards: 70',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/**
 * Measures how long an INVITE takes through the service: a socket plays the caller, another the callee, both in this
 * process, so one clock times both ends. Each probe is refused with 486 and acknowledged. Started by setup-delay.ts,
 * which sends the options and is sent the delays.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { ackText, inviteText, responseText, SILENT_PORT } from './call-texts.js';
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
    callee.send(responseText(text, '486 Busy Here', [], ''), from.port, from.address);
  });
  caller.on('message', (data) => {
    const text = data.toString('latin1');
    if (/^SIP\/2\.0 [3-6]/.test(text))
      caller.send(ackText(text, undefined), options.target.port, options.target.host);
  });
  await paced(options, (n) => {
    const pair = options.pairs[n % options.pairs.length];
    if (pair === undefined) return;
    sentAt.set(pair.callee, { probe: n, at: performance.now() });
    const { port } = caller.address();
    const text = inviteText(`probe-${n}-${port}`, pair, port, SILENT_PORT);
    caller.send(text, options.target.port, options.target.host);
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

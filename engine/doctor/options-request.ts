/**
 * One OPTIONS to a peer (RFC 3261 11), and the first line of what it answers. It is written by hand, because the doctor runs
 * beside the service, whose SIP process has the ports; its answer comes back by rport (RFC 3581) or on the connection.
 */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIPv6, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { hostPort } from '../../config/address.js';
import { tlsOptions } from './connecting.js';
import type { Failed, Target, TlsTarget } from './machine.js';

/** Timer E of UDP, twice. */
const AGAIN_MS = [500, 1500];
const STATUS = /^SIP\/2\.0 (\d{3}[^\r\n]*)/;

export function askOptions(
  transport: 'udp' | 'tcp' | 'tls',
  target: TlsTarget,
  from: string | undefined,
  withinMs: number,
): Promise<string | Failed> {
  return transport === 'udp' ? overUdp(target, from, withinMs) : overConnection(transport, target, withinMs);
}

function overUdp(target: Target, from: string | undefined, withinMs: number): Promise<string | Failed> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(target.host) ? 'udp6' : 'udp4');
    const timers: NodeJS.Timeout[] = [];
    const end = (answer: string | Failed): void => {
      for (const timer of timers) clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    socket.once('error', (error) => end({ failed: error.message }));
    socket.on('message', (message) => {
      const status = STATUS.exec(message.toString('latin1'))?.[1];
      if (status !== undefined) end(status.trim());
    });
    const isOfFamily = from !== undefined && isIPv6(from) === isIPv6(target.host);
    socket.bind({ port: 0, ...(isOfFamily && { address: from }) }, () => {
      const { address, port } = socket.address();
      const request = optionsRequest('UDP', target, { host: address, port });
      const send = (): void => socket.send(request, target.port, target.host);
      send();
      for (const after of AGAIN_MS) timers.push(setTimeout(send, after));
      timers.push(setTimeout(() => end({ failed: `no answer within ${withinMs} ms` }), withinMs));
    });
  });
}

function overConnection(
  transport: 'tcp' | 'tls',
  target: TlsTarget,
  withinMs: number,
): Promise<string | Failed> {
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      socket =
        transport === 'tcp'
          ? connect({ host: target.host, port: target.port })
          : connectSecure(tlsOptions(target));
    } catch (error) {
      return resolve({ failed: error instanceof Error ? error.message : String(error) });
    }
    let text = '';
    const timer = setTimeout(() => end({ failed: `no answer within ${withinMs} ms` }), withinMs);
    const end = (answer: string | Failed): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    socket.once(transport === 'tcp' ? 'connect' : 'secureConnect', () => {
      const { localAddress = '127.0.0.1', localPort = 0 } = socket;
      const own = { host: localAddress, port: localPort };
      socket.write(optionsRequest(transport.toUpperCase(), target, own));
    });
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const status = text.includes('\n') ? STATUS.exec(text.trimStart())?.[1] : undefined;
      if (status !== undefined) end(status.trim());
    });
    socket.once('error', (error) => end({ failed: error.message }));
    socket.once('close', () => end({ failed: 'it closed the connection' }));
  });
}

/** It names no number and no user. */
function optionsRequest(via: string, target: Target, own: Target): string {
  const uri = `sip:${hostPort(target.host, target.port)}${via === 'UDP' ? '' : `;transport=${via.toLowerCase()}`}`;
  const id = randomBytes(8).toString('hex');
  return [
    `OPTIONS ${uri} SIP/2.0`,
    `Via: SIP/2.0/${via} ${hostPort(own.host, own.port)};branch=z9hG4bK${id};rport`,
    'Max-Forwards: 70',
    `From: <sip:${hostPort(own.host, own.port)}>;tag=${id}`,
    `To: <${uri}>`,
    `Call-ID: ${id}`,
    'CSeq: 1 OPTIONS',
    `Contact: <sip:${hostPort(own.host, own.port)}>`,
    'Accept: application/sdp',
    'User-Agent: callveil-doctor',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
}

/** A connection to another machine that is made and closed, without sending a byte. */
import { readFileSync } from 'node:fs';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectSecure, rootCertificates, type ConnectionOptions } from 'node:tls';
import type { Failed, Lookup, Target, TlsTarget } from './machine.js';

export function connect(target: Target, withinMs: number, lookup?: Lookup): Promise<Failed | undefined> {
  const socket = connectTcp({ ...target, ...(lookup && { lookup }) });
  return outcome(socket, 'connect', withinMs);
}

export function connectTls(
  target: TlsTarget,
  withinMs: number,
  lookup?: Lookup,
): Promise<Failed | undefined> {
  try {
    const socket = connectSecure({ ...tlsOptions(target), ...(lookup && { lookup }) });
    return outcome(socket, 'secureConnect', withinMs);
  } catch (error) {
    return Promise.resolve({ failed: error instanceof Error ? error.message : String(error) });
  }
}

/** Throws if a file cannot be used. */
export function tlsOptions(target: TlsTarget): ConnectionOptions {
  const { host, port, serverName = host, caFile, certificateFile, keyFile, verify } = target;
  return {
    ...{ host, port, rejectUnauthorized: verify },
    ...(isIP(serverName) === 0 && { servername: serverName }),
    ...(caFile !== undefined && { ca: [...rootCertificates, readFileSync(caFile, 'utf8')] }),
    ...(certificateFile !== undefined && { cert: readFileSync(certificateFile) }),
    ...(keyFile !== undefined && { key: readFileSync(keyFile) }),
  };
}

function outcome(
  socket: Socket,
  made: 'connect' | 'secureConnect',
  withinMs: number,
): Promise<Failed | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end({ failed: `no answer within ${withinMs} ms` }), withinMs);
    const end = (failed: Failed | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(failed);
    };
    socket.once(made, () => end(undefined));
    socket.once('error', (error) => end({ failed: error.message === '' ? error.name : error.message }));
  });
}

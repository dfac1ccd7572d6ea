/** Opens the connection to a carrier's SMPP server, with TLS where the configuration says so. */
import { readFileSync } from 'node:fs';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { parseServer } from '../../../config/address.js';
import type { SmppConfig } from '../../../config/config.js';

export interface OpenedConnection {
  /** Resolves once connected, and TLS agreed; rejects with an Error for a person. */
  readonly ready: Promise<Socket>;
  /** Gives it up; `ready` rejects. */
  abandon(): void;
}

export type OpenConnection = (server: string, tls: SmppConfig['tls']) => OpenedConnection;

/** The files of TLS are read each time, so that renewed ones are used from the next connection on. */
export const openConnection: OpenConnection = (server, tls) => {
  const { host, port } = parseServer(server) ?? { host: server, port: 2775 };
  let socket: Socket | undefined;
  const ready = new Promise<Socket>((resolve, reject) => {
    const opened = tls === undefined ? connect({ host, port }) : openTls(host, port, tls);
    socket = opened;
    opened.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      opened.off('error', reject).off('close', closed);
      resolve(opened);
    });
    const closed = (): void => reject(new Error('the connection was closed'));
    opened.once('error', reject).once('close', closed);
  });
  return { ready, abandon: () => void socket?.destroy() };
};

function openTls(host: string, port: number, tls: NonNullable<SmppConfig['tls']>): Socket {
  const { caFile, certificateFile, keyFile, serverName, verify } = tls;
  const name = serverName ?? host;
  return connectTls({
    ...{ host, port, rejectUnauthorized: verify, minVersion: 'TLSv1.2' },
    // An address is no server name (RFC 6066 3); its certificate is checked against it nevertheless.
    ...(isIP(name) === 0 && { servername: name }),
    ...(caFile !== undefined && { ca: readFileSync(caFile) }),
    ...(certificateFile !== undefined && { cert: readFileSync(certificateFile) }),
    ...(keyFile !== undefined && { key: readFileSync(keyFile) }),
  });
}

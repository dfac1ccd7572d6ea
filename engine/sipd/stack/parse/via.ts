/** Via values (RFC 3261 section 20.42). The message parser has already split comma lists into fields. */
import { codeAt, endOf, readNumber, skipSpace, TOKEN } from './characters.js';
import { carelessSentBy } from './careless.js';
import { parseParams, trimmed, type Via } from './fields.js';
import { parseHostPort, type HostPort } from './uri.js';

/**
 * One Via value, or undefined if it has another protocol, or does not say where to answer or by which branch. The start
 * line has the version of SIP.
 */
export function parseVia(value: string): Via | undefined {
  if (value.startsWith('SIP/2.0/UDP ')) return parseSentBy(value, 12, 'UDP');
  const name = endOf(TOKEN, value, 0);
  const version = skipSlash(value, name);
  const versionEnd = endOf(TOKEN, value, version);
  const transport = skipSlash(value, versionEnd);
  const transportEnd = endOf(TOKEN, value, transport);
  if (version < 0 || transport < 0 || transportEnd === transport) return undefined;
  if (value.slice(0, name).toUpperCase() !== 'SIP') return undefined;
  if (skipSpace(value, transportEnd) === transportEnd) return undefined;
  return parseSentBy(value, transportEnd, value.slice(transport, transportEnd).toUpperCase());
}

/** Position after `/` with space around it, or -1. */
function skipSlash(value: string, position: number): number {
  const slash = skipSpace(value, position);
  return codeAt(value, slash) === 0x2f ? skipSpace(value, slash + 1) : -1;
}

function parseSentBy(value: string, position: number, transport: string): Via | undefined {
  const sentBy = readSentBy(value, skipSpace(value, position));
  if (sentBy === undefined) return undefined;
  const params = parseParams(value, sentBy.end);
  if (params?.isClear('branch') !== true) return undefined;
  return { transport, host: sentBy.host, port: sentBy.port, branch: params.get('branch'), params };
}

/** Port 0 cannot be answered to. */
function readSentBy(value: string, start: number): HostPort | undefined {
  const hostPort = parseHostPort(value, start);
  const end = hostPort && skipSpace(value, hostPort.end);
  if (end !== undefined && (end === value.length || codeAt(value, end) === 0x3b))
    return hostPort?.port === 0 ? undefined : hostPort;
  const semicolon = value.indexOf(';', start);
  const sentByEnd = semicolon < 0 ? value.length : semicolon;
  const careless = carelessSentBy(trimmed(value, start, sentByEnd));
  if (careless === undefined) return undefined;
  const { host, port } = careless;
  if (port === '') return { host, port: undefined, end: sentByEnd };
  const number = readNumber(port, 0, port.length, 65_535);
  return number > 0 ? { host, port: number, end: sentByEnd } : undefined;
}

/** Via values (RFC 3261 section 20.42). The parser of messages has split comma lists into fields before. */
import { codeAt, endOf, endOfDigits, readNumber, skipSpace, TOKEN } from './characters.js';
import { parseParams, type Via } from './parse-fields.js';
import { parseHostPort } from './parse-uri.js';

/** One Via value of SIP/2.0, or undefined where it is malformed or of another protocol. */
export function parseVia(value: string): Via | undefined {
  if (value.startsWith('SIP/2.0/UDP ')) return parseSentBy(value, 12, 'UDP');
  const name = endOf(TOKEN, value, 0);
  const version = skipSlash(value, name);
  const versionEnd = endOf(TOKEN, value, version);
  const transport = skipSlash(value, versionEnd);
  const transportEnd = endOf(TOKEN, value, transport);
  if (version < 0 || transport < 0 || transportEnd === transport) return undefined;
  if (value.slice(0, name).toUpperCase() !== 'SIP' || value.slice(version, versionEnd) !== '2.0')
    return undefined;
  if (skipSpace(value, transportEnd) === transportEnd) return undefined;
  return parseSentBy(value, transportEnd, value.slice(transport, transportEnd).toUpperCase());
}

/** Position after `/` with space around it, or -1. */
function skipSlash(value: string, position: number): number {
  const slash = skipSpace(value, position);
  return codeAt(value, slash) === 0x2f ? skipSpace(value, slash + 1) : -1;
}

function parseSentBy(value: string, position: number, transport: string): Via | undefined {
  const hostPort = parseHostPort(value, skipSpace(value, position));
  if (!hostPort) return undefined;
  let { port, end } = hostPort;
  const colon = skipSpace(value, end);
  if (port === undefined && codeAt(value, colon) === 0x3a) {
    const portStart = skipSpace(value, colon + 1);
    end = endOfDigits(value, portStart);
    port = readNumber(value, portStart, end, 65_535);
    if (port < 0) return undefined;
  }
  const params = parseParams(value, end);
  if (!params) return undefined;
  return { transport, host: hostPort.host, port, branch: params.get('branch'), params };
}

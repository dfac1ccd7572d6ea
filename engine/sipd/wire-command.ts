/**
 * What an application asks of the server: the payloads of its frames, parsed (spec
 * drachtio-wire-protocol.md, sections 2, 3 and 5).
 *
 *     payload = meta [ CRLF sip-message ]
 *     meta    = id "|" command *( "|" token )
 *
 * Nothing here throws: what cannot be read becomes a `refused` command with the text of its refusal.
 */
import type { RequestDraft, ResponseDraft } from './stack/stack.js';

export type Command =
  | { readonly kind: 'authenticate'; readonly id: string; readonly secret: string }
  | { readonly kind: 'route' | 'remove_route'; readonly id: string; readonly verb: string }
  | { readonly kind: 'ping' | 'proxy'; readonly id: string }
  | RequestCommand
  | ResponseCommand
  /** `isFatal`: the connection closes after the refusal. */
  | {
      readonly kind: 'refused';
      readonly id: string;
      readonly refusal: `NO|${string}` | `NOK|${string}`;
      readonly isFatal: boolean;
    };

/** A request to send: within a dialog when `dialogId` is set, the CANCEL of an INVITE when `txnId` is. */
export interface RequestCommand {
  readonly kind: 'request';
  readonly id: string;
  readonly txnId: string;
  readonly dialogId: string;
  readonly nextHop: string | undefined;
  readonly draft: RequestDraft;
}

/** A response to send to the request `txnId`; `cseqMethod` tells apart an UPDATE that shares its INVITE's id. */
export interface ResponseCommand {
  readonly kind: 'response';
  readonly id: string;
  readonly txnId: string;
  readonly cseqMethod: string;
  readonly draft: ResponseDraft;
}

export function parseCommand(payload: Buffer): Command {
  const metaEnd = payload.indexOf('\r\n');
  const meta = payload.toString('utf8', 0, metaEnd < 0 ? payload.length : metaEnd);
  const [id = '', command, ...tokens] = meta.split('|');
  switch (command) {
    case undefined:
      return { kind: 'refused', id, refusal: 'NO|Invalid message format', isFatal: true };
    case 'authenticate':
      return { kind: command, id, secret: tokens[0] ?? '' };
    case 'route':
    case 'remove_route':
      return { kind: command, id, verb: tokens[0] ?? '' };
    case 'ping':
    case 'proxy':
      return { kind: command, id };
    case 'sip':
      return parseSip(
        id,
        tokens,
        metaEnd < 0 ? payload.subarray(payload.length) : payload.subarray(metaEnd + 2),
      );
    default:
      return { kind: 'refused', id, refusal: 'NO|Unknown message type', isFatal: true };
  }
}

function parseSip(id: string, tokens: readonly string[], message: Buffer): Command {
  const [txnId = '', dialogId = '', nextHop = ''] = tokens;
  const { startLine, headers, body } = parseMessage(message);
  if (startLine.startsWith('SIP/')) return parseResponse(id, txnId, startLine, headers, body);
  const [, method, uri] = /^(\S+) ([^\s<>]+)(?: SIP\/2\.0)?$/i.exec(startLine) ?? [];
  if (method === undefined || uri === undefined || !METHODS.has(method)) {
    return { kind: 'refused', id, refusal: `NOK|invalid request-uri: ${startLine}`, isFatal: false };
  }
  const dropped = method === 'CANCEL' ? NOT_IN_CANCEL : SERVERS_OWN;
  return {
    kind: 'request',
    id,
    txnId,
    dialogId,
    nextHop: nextHop === '' ? undefined : nextHop,
    draft: { method, uri, headers: headers.filter(([name]) => !dropped.has(name.toLowerCase())), ...body },
  };
}

function parseResponse(
  id: string,
  txnId: string,
  startLine: string,
  headers: readonly Header[],
  body: { body?: Buffer },
): Command {
  const [, status, reason] = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/.exec(startLine) ?? [];
  if (txnId === '') return { kind: 'refused', id, refusal: 'NOK|transaction id missing', isFatal: true };
  if (status === undefined) {
    return { kind: 'refused', id, refusal: `NOK|invalid status line: ${startLine}`, isFatal: false };
  }
  const cseq = headers.find(([name]) => name.toLowerCase() === 'cseq')?.[1] ?? '';
  return {
    kind: 'response',
    id,
    txnId,
    cseqMethod: cseq.slice(cseq.lastIndexOf(' ') + 1).toUpperCase(),
    draft: {
      status: Number(status),
      ...(reason ? { reason } : {}),
      headers: headers.filter(([name]) => !SERVERS_OWN.has(name.toLowerCase())),
      ...body,
    },
  };
}

type Header = readonly [name: string, value: string];

/**
 * Content-Length is not looked at: the client counts characters (spec section 5), so the body is all there
 * is after the first empty line. It is copied, for the stack keeps it longer than the chunk it came in.
 */
function parseMessage(message: Buffer): { startLine: string; headers: Header[]; body: { body?: Buffer } } {
  const headEnd = message.indexOf('\r\n\r\n');
  const head = message.toString('utf8', 0, headEnd < 0 ? message.length : headEnd);
  const [startLine = '', ...lines] = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers: Header[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd();
    const value = line.slice(colon + 1).trim();
    // A lone CR or LF would start a header of its own at peers that take it for a line end.
    if (TOKEN.test(name) && !BREAKS_LINES.test(value)) headers.push([name, value]);
  }
  const hasBody = headEnd >= 0 && headEnd + 4 < message.length;
  return { startLine, headers, body: hasBody ? { body: Buffer.from(message.subarray(headEnd + 4)) } : {} };
}

const TOKEN = /^[\w\-.!%*+`'~]+$/;
const BREAKS_LINES = /[\r\n\0]/;

const METHODS = new Set([
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'OPTIONS',
  'REGISTER',
  'INFO',
  'PRACK',
  'UPDATE',
  'MESSAGE',
  'SUBSCRIBE',
  'NOTIFY',
  'REFER',
  'PUBLISH',
]);

/** Header lines a client cannot set (spec section 8). */
const SERVERS_OWN = new Set(['via', 'v', 'route', 'record-route', 'rseq', 'content-length', 'l']);
const NOT_IN_CANCEL = new Set([
  ...SERVERS_OWN,
  'from',
  'f',
  'to',
  't',
  'contact',
  'm',
  'p-asserted-identity',
]);

/**
 * Commands of an application to the server: the payloads of its frames, parsed (spec drachtio-wire-protocol.md,
 * sections 2, 3 and 5).
 *
 *     payload = meta [ CRLF sip-message ]
 *     meta    = id "|" command *( "|" token )
 *
 * Nothing here throws: an unreadable payload becomes a `refused` command with the text of its refusal.
 */
import type { RequestDraft, ResponseDraft } from '../stack/stack.js';

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

/** A request to send: within a dialog if `dialogId` is set, the CANCEL of an INVITE if `txnId` is. */
export interface RequestCommand {
  readonly kind: 'request';
  readonly id: string;
  readonly txnId: string;
  readonly dialogId: string;
  readonly nextHop: string | undefined;
  /** Values of the Route headers that the application wrote, which drachtio-server drops. */
  readonly routes: readonly string[];
  readonly draft: RequestDraft;
}

/** A response to the request `txnId`; `cseqMethod` distinguishes an UPDATE that shares its INVITE's id. */
export interface ResponseCommand {
  readonly kind: 'response';
  readonly id: string;
  readonly txnId: string;
  readonly cseqMethod: string;
  readonly draft: ResponseDraft;
}

export function parseCommand(payload: Buffer): Command {
  // As Latin-1 a character is a byte: one cheap decoding, and offsets that serve for the body too.
  const text = payload.toString('latin1');
  const metaEnd = text.indexOf('\r\n');
  const [id = '', command, ...tokens] = utf8(metaEnd < 0 ? text : text.slice(0, metaEnd)).split('|');
  switch (command) {
    case 'sip':
      return parseSip(id, tokens, metaEnd < 0 ? NO_MESSAGE : parseMessage(payload, text, metaEnd + 2));
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
    default:
      return { kind: 'refused', id, refusal: 'NO|Unknown message type', isFatal: true };
  }
}

function parseSip(id: string, tokens: readonly string[], message: ClientMessage): Command {
  const [txnId = '', dialogId = '', nextHop = ''] = tokens;
  const { startLine, headers, routes, body } = message;
  if (startLine.startsWith('SIP/')) return parseResponse(id, txnId, message);
  const [, method, uri] = REQUEST_LINE.exec(startLine) ?? [];
  if (method === undefined || uri === undefined || !METHODS.has(method)) {
    return { kind: 'refused', id, refusal: `NOK|invalid request-uri: ${startLine}`, isFatal: false };
  }
  return {
    kind: 'request',
    id,
    txnId,
    dialogId,
    nextHop: nextHop === '' ? undefined : nextHop,
    routes,
    draft: {
      method,
      uri,
      headers:
        method === 'CANCEL' ? headers.filter(([name]) => !NOT_IN_CANCEL.has(name.toLowerCase())) : headers,
      ...body,
    },
  };
}

function parseResponse(id: string, txnId: string, { startLine, headers, body }: ClientMessage): Command {
  const [, status, reason] = STATUS_LINE.exec(startLine) ?? [];
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
      headers: headers.flatMap(apart),
      ...body,
    },
  };
}

/** drachtio-srf joins the lines of one name; of challenges each must be a line of its own (RFC 3261 7.3.1). */
function apart(header: Header): readonly Header[] {
  const [name, value] = header;
  if (!/^(www|proxy)-authenticate$/i.test(name)) return [header];
  return value.split(/,\s*(?=Digest\s)/i).map((one) => [name, one]);
}

const REQUEST_LINE = /^(\S+) ([^\s<>]+)(?: SIP\/2\.0)?$/i;
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/;

type Header = readonly [name: string, value: string];

interface ClientMessage {
  readonly startLine: string;
  readonly headers: readonly Header[];
  readonly routes: readonly string[];
  readonly body: { readonly body?: Buffer };
}

const NO_MESSAGE: ClientMessage = { startLine: '', headers: [], routes: [], body: {} };

/**
 * Content-Length is ignored: the client counts characters (spec section 5), so the body is everything after the first
 * empty line. It is copied, because the stack keeps it longer than the chunk it came in.
 *
 * @param text `payload` as Latin-1; the message begins at `start`.
 */
function parseMessage(payload: Buffer, text: string, start: number): ClientMessage {
  const headEnd = text.indexOf('\r\n\r\n', start);
  const raw = utf8(headEnd < 0 ? text.slice(start) : text.slice(start, headEnd));
  const head = FOLD.test(raw) ? raw.replace(FOLDS, ' ') : raw;
  const lines = head.split('\r\n');
  const headers: Header[] = [];
  const routes: string[] = [];
  for (let i = 1; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd();
    // A single CR or LF would start a new header for peers that accept it as a line end.
    if (!TOKEN.test(name) || BREAKS_LINES.test(line)) continue;
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'route') routes.push(value);
    else if (!SERVERS_OWN.has(name.toLowerCase())) headers.push([name, value]);
  }
  const bodyStart = headEnd + 4;
  const hasBody = headEnd >= 0 && bodyStart < payload.length;
  return {
    startLine: lines[0] ?? '',
    headers,
    routes,
    body: hasBody ? { body: Buffer.from(payload.subarray(bodyStart)) } : {},
  };
}

/** Decodes UTF-8; most text is ASCII, which is the same in both. */
function utf8(latin1: string): string {
  return NOT_ASCII.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}

const NOT_ASCII = /[\x80-\xff]/;
const FOLD = /\n[ \t]/;
const FOLDS = /\r\n[ \t]+/g;
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
const SERVERS_OWN = new Set(['via', 'v', 'record-route', 'rseq', 'content-length', 'l']);
const NOT_IN_CANCEL = new Set(['from', 'f', 'to', 't', 'contact', 'm', 'p-asserted-identity']);

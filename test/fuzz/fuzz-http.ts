/** Hostile HTTP at both listeners: signed requests with bodies that are almost right, and bytes that are almost HTTP. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { requests } from '../support/servers/privatenumber-requests.js';
import { APP, TOKEN, type FuzzedService } from './fuzzed-service.js';
import type { Fuzzer } from './fuzzer.js';
import type { Mutator } from './mutation.js';

/** Refusals of the HTTP server itself, whose numbers are 5xx: no such method, no such version (RFC 9110 15.6). */
const HONEST = new Set([501, 505]);

export const api: Fuzzer = {
  name: 'api',
  rounds: 400,
  run: (under, mutator, isOver) => attack(under, mutator, isOver, signed, under.callveil.api),
};

export const operator: Fuzzer = {
  name: 'operator',
  rounds: 400,
  run: (under, mutator, isOver) => attack(under, mutator, isOver, authorized, under.callveil.operator),
};

/** Who has said all there is to say is not kept waiting. */
const CLOSED_WITHIN_MS = 30_000;
const JSON_BODY = { 'Content-Type': 'application/json;charset=UTF-8' };

type Ask = (
  under: FuzzedService,
  mutator: Mutator,
) => Promise<{ readonly what: string; readonly status: number }>;

async function attack(
  under: FuzzedService,
  mutator: Mutator,
  isOver: () => boolean,
  ask: Ask,
  baseUrl: string,
): Promise<number> {
  let sent = 0;
  for (; !isOver(); sent += 1) {
    const { what, status } = mutator.chance(0.6) ? await ask(under, mutator) : await raw(baseUrl, mutator);
    if (status >= 500 && !HONEST.has(status)) throw new Error(`${what} was answered ${status}`);
  }
  return sent;
}

/** A request of the compatible API, signed as it should be. */
const signed: Ask = async ({ callveil }, mutator) => {
  const { method, uri, good } = mutator.oneOf(requests);
  const body = mutator.json(good) as object;
  const isQuery = method === 'GET' || method === 'DELETE';
  const path = isQuery ? `${uri}${uri.includes('?') ? '&' : '?'}${queryOf(body)}` : uri;
  const { status } = await callveil
    .client(APP)
    .raw(method, path, isQuery ? undefined : JSON.stringify(body), JSON_BODY);
  return { what: `${method} ${path} ${JSON.stringify(body)}`, status };
};

const ROUTES: readonly (readonly [method: string, path: string, body?: object])[] = [
  ['GET', '/v1/calls'],
  ['GET', '/v1/calls/recent?pageSize=5'],
  ['GET', '/v1/numbers'],
  ['GET', '/v1/applications'],
  ['GET', '/v1/prompts'],
  ['GET', '/v1/explain?caller=%2B8613800000021&dialled=%2B8617100000001'],
  ['POST', '/v1/bindings/search', { number: '+8613800000021', pageIndex: 1, pageSize: 10 }],
  [
    'POST',
    '/v1/bindings/axb',
    { appKey: APP.appKey, a: '+8613800000055', b: '+8613800000056', x: '+8617100000001', duration: 60 },
  ],
  ['DELETE', '/v1/calls/none'],
  ['PUT', '/v1/applications/other', { appSecret: 'other-secret-1', mode: 'AX', name: 'other' }],
  ['PUT', '/v1/prompts/other.wav'],
  ['GET', '/healthz'],
  ['GET', '/metrics'],
];

const authorized: Ask = async ({ callveil }, mutator) => {
  const [method, good, body] = mutator.oneOf(ROUTES);
  const path = mutator.chance(0.5) ? encodeURI(mutator.text(good).replace(/[^ -~]/g, '?')) : good;
  const text = body === undefined ? undefined : spoilt(mutator, body);
  const headers = {
    authorization: `Bearer ${TOKEN}`,
    ...(text !== undefined && { 'content-type': 'application/json' }),
  };
  const url = `${callveil.operator}/${path.replace(/^\//, '')}`;
  const response = await fetch(url, { method, headers, ...(text !== undefined && { body: text }) });
  await response.arrayBuffer();
  return { what: `${method} ${path} ${text ?? ''}`, status: response.status };
};

function spoilt(mutator: Mutator, body: object): string {
  const text = JSON.stringify(mutator.json(body)) ?? '';
  return mutator.chance(0.2) ? mutator.text(text) : text;
}

const RAW = [
  [
    'POST /rest/caas/relationnumber/partners/v1.0 HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'Content-Length: 2',
    'Connection: close',
    '',
    '{}',
  ],
  [
    'GET /v1/calls?pageSize=5 HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${TOKEN}`,
    'Connection: close',
    '',
    '',
  ],
  [
    'PUT /v1/prompts/x.wav HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${TOKEN}`,
    'Transfer-Encoding: chunked',
    'Connection: close',
    '',
    '5',
    'RIFF1',
    '0',
    '',
    '',
  ],
  ['GET /healthz HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', '', ''],
].map((lines) => lines.join('\r\n'));

/** Bytes on a connection of their own; a server that waits for more of them is left. */
async function raw(
  baseUrl: string,
  mutator: Mutator,
): Promise<{ readonly what: string; readonly status: number }> {
  const { hostname, port } = new URL(baseUrl);
  const what = mutator.text(mutator.oneOf(RAW), 6);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.end(Buffer.from(what, 'latin1'));
  const timer = setTimeout(() => socket.destroy(new Error('held')), CLOSED_WITHIN_MS);
  await once(socket, 'close');
  clearTimeout(timer);
  if (socket.errored?.message === 'held') throw new Error(`the connection was kept after ${what}`);
  return { what, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0) };
}

function queryOf(fields: unknown): string {
  if (typeof fields !== 'object' || fields === null) return encodeURIComponent(JSON.stringify(fields) ?? '');
  const entries = Object.entries(fields).map(([name, value]) => [
    wellFormed(name),
    wellFormed(JSON.stringify(value) ?? ''),
  ]);
  return new URLSearchParams(Object.fromEntries(entries) as Record<string, string>).toString();
}

/** Without halves of surrogate pairs, which no URL can hold. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

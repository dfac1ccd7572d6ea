/**
 * An operator API that answers as badly as networks and proxies make it, for the clients: each path in its own way. The
 * first part of the path tells clients from each other; it belongs to the `url` that each gets.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DifficultServer {
  readonly url: string;
  /** `GET /v1/me` of each client, in their order. */
  asked(client: string): readonly string[];
  /** What came to where the redirect leads. */
  readonly redirected: string[];
  close(): Promise<void>;
}

type Reply = (response: ServerResponse, attempt: number) => void;

/** No client may repeat it in an error. */
export const HIDDEN = '+8613912345678';

const replies: Readonly<Record<string, Reply>> = {
  // Two attempts are too early.
  'GET /v1/me': (response, attempt) =>
    attempt < 3
      ? problem(response, attempt === 1 ? 503 : 429, 'busy', {
          'retry-after': attempt === 1 ? '0' : 'Sun, 06 Nov 1994 08:49:37 GMT',
        })
      : json(response, { name: 'nice', role: 'admin', unknownField: [1] }),
  // What may not be done twice is not asked for twice.
  'POST /v1/bindings/axb': (response) => problem(response, 503, 'store-away', { 'retry-after': '0' }),
  // An hour is too long to wait.
  'GET /v1/journal': (response) => problem(response, 503, 'store-away', { 'retry-after': '3600' }),
  'GET /v1/system': (response) => void response.writeHead(302, { location: '/elsewhere/v1/system' }).end(),
  'GET /v1/applications': (response) => html(response, 502),
  'GET /v1/complaints/standings': (response) =>
    void response.writeHead(500, { 'content-type': 'application/problem+json' }).end('[1]'),
  'GET /v1/trunks': (response) => html(response, 200),
  'GET /v1/receivers': () => undefined,
  'GET /v1/live': (response) => void response.destroy(),
  // Half of what was promised, in both ways of promising.
  'GET /v1/onboarding': (response) => half(response, { 'content-length': '100' }),
  'POST /v1/records/export': (response) => half(response, { 'transfer-encoding': 'chunked' }),
  // A page without items in the middle, and a `next` that leads nowhere.
  'POST /v1/recordings/search': (response, attempt) =>
    json(response, {
      items: attempt === 2 ? [{ sessionId: 's-2' }] : [],
      ...(attempt < 3 && { next: `${attempt}-1` }),
    }),
  'GET /v1/undelivered': (response) => json(response, { items: [], next: 'm-1' }),
  'GET /v1/undelivered?after=m-1': (response) => json(response, { items: [], next: 'm-1' }),
  // As a later version may answer.
  'GET /v1/calls/s-1': (response) =>
    json(response, {
      sessionId: 's-1',
      state: 'not-known-yet',
      arrivedAt: '2026-11-30T20:00:00.123+08:00',
      more: {},
    }),
};

export async function difficultServer(): Promise<DifficultServer> {
  const asked = new Map<string, string[]>();
  const redirected: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const [, client = '', path = ''] = /^\/([\w-]+)(\/.*)$/.exec(request.url ?? '') ?? [];
    if (client === 'elsewhere') redirected.push(headersOf(request));
    const line = `${request.method ?? ''} ${path}`;
    const before = asked.get(client) ?? [];
    asked.set(client, [...before, line]);
    const reply = replies[line];
    if (reply === undefined) problem(response, 404, 'not-found');
    else reply(response, before.filter((one) => one === line).length + 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: (client) => asked.get(client) ?? [],
    redirected,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function problem(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ title: 'No.', status, code, detail: 'not now' });
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(body);
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function html(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(`<html>${HIDDEN}</html>`);
}

function half(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  response.writeHead(200, headers).write('{"items":[]}', () => response.destroy());
}

function headersOf({ headers }: IncomingMessage): string {
  return JSON.stringify(headers);
}

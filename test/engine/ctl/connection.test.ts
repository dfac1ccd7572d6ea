/** Answers that come in pieces, and how long each may take. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import t, { type Test } from 'tap';
import { Connection } from '../../../engine/ctl/connection.js';

const TIMEOUT_MS = 4321;

/** An export whose first piece is sent, and the answer to which the test adds the rest. */
async function exporting(
  t: Test,
): Promise<{ pieces: AsyncGenerator<Uint8Array>; answered: Promise<ServerResponse> }> {
  let answer: (response: ServerResponse) => void = () => undefined;
  const answered = new Promise<ServerResponse>((resolve) => (answer = resolve));
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    response.write('first', () => answer(response));
  }).listen(0, '127.0.0.1');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const connection = new Connection({ url, authorization: 'Bearer token', timeoutMs: TIMEOUT_MS });
  return { pieces: connection.pieces('exportRecords', { body: {} }), answered };
}

void t.test('a reader that takes its time with a piece, as a pager does, gets the rest', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const { pieces, answered } = await exporting(t);
  t.equal(text(await pieces.next()), 'first');
  mock.timers.tick(2 * TIMEOUT_MS);
  (await answered).end('second');
  t.equal(text(await pieces.next()), 'second');
  t.equal((await pieces.next()).done, true);
});

void t.test('an API that sends no further piece in time cannot be reached', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const { pieces } = await exporting(t);
  await pieces.next();
  const next = t.rejects(pieces.next(), /did not answer within/);
  mock.timers.tick(TIMEOUT_MS);
  await next;
});

function text({ value }: IteratorResult<Uint8Array, unknown>): string {
  return Buffer.from(value as Uint8Array).toString();
}

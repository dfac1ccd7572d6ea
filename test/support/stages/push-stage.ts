/** The delivery of messages to an application: an outbox file, its webhooks, and a receiver whose answers the test gives. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Test } from 'tap';
import { createLogger } from '../../../engine/observe/log.js';
import { Outbox } from '../../../engine/report/outbox.js';
import { RecordingAge } from '../../../engine/report/recording-age.js';
import { ReceiverAddresses } from '../../../engine/report/receiver-address.js';
import { SignedPoster } from '../../../engine/report/signed-post.js';
import { Webhooks, type PushedMessages } from '../../../engine/report/webhooks.js';
import type { Application } from '../../../routing/application.js';
import { FakeClock } from '../fakes/fake-clock.js';
import { application } from './call-stage.js';
import { reportsInForce } from './usual-reports.js';

/** A push that waits for its answer. */
export interface Push {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  answer(status?: number): void;
}

/** An application's receiver whose answers the test gives. */
export async function receiver(
  t: Test,
): Promise<{ url: string; next(): Promise<Push>; readonly open: number }> {
  const arrived: Push[] = [];
  const wanted: ((push: Push) => void)[] = [];
  let open = 0;
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    open += 1;
    for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
    const answer = (status = 200): void => {
      open -= 1;
      response.writeHead(status).end();
    };
    const push: Push = { url: request.url ?? '', headers: request.headers, body, answer };
    const next = wanted.shift();
    if (next === undefined) arrived.push(push);
    else next(push);
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const next = (): Promise<Push> => {
    const push = arrived.shift();
    return push === undefined ? new Promise((resolve) => wanted.push(resolve)) : Promise.resolve(push);
  };
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/status`,
    next,
    get open() {
      return open;
    },
  };
}

/** Removed when the test is over. */
export function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-outbox-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Webhooks that read this outbox file and push to `url`, on a clock that the test moves. */
export async function delivering(
  t: Test,
  url: string,
  file = join(folder(t), 'outbox.db'),
  more: Partial<Application> = {},
  clock = new FakeClock(),
): Promise<{
  outbox: Outbox;
  webhooks: Webhooks;
  clock: FakeClock;
  /** Each push that has ended, and the next one to end. */
  pushed: PushedMessages[];
  nextPushed(): Promise<PushedMessages>;
  stop(): Promise<void>;
}> {
  const pushed: PushedMessages[] = [];
  let tell: ((one: PushedMessages) => void) | undefined;
  const outbox = await Outbox.open(file, (failure) => t.fail(failure));
  const poster = new SignedPoster(
    new ReceiverAddresses({ allowedNetworks: ['127.0.0.0/8'], trustedHosts: [] }),
  );
  const webhooks = new Webhooks({
    outbox,
    poster,
    settings: reportsInForce,
    applications: () => [],
    recordings: new RecordingAge(dirname(file), (failure) => t.fail(failure)),
    clock,
    applicationOf: () => application('AXB', { callbacks: { status: url, fee: url }, ...more }),
    logger: createLogger({ level: 'silent', showNumbers: false }),
    concurrency: 2,
    onPushed: (one) => {
      pushed.push(one);
      tell?.(one);
    },
  });
  await webhooks.start();
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= webhooks.close().then(() => {
      poster.close();
      return outbox.close();
    });
    return stopped;
  };
  t.teardown(stop);
  const nextPushed = (): Promise<PushedMessages> => new Promise((resolve) => (tell = resolve));
  return { outbox, webhooks, clock, pushed, nextPushed, stop };
}

/** An event of a call. */
export const status = (group: string, body: string) => ({
  appKey: 'app',
  channel: 'status',
  group,
  body,
});

/** Lets time pass until something has come. A sweep is at the disk meanwhile, so it takes several steps. */
export async function passing<T>(clock: FakeClock, coming: Promise<T>): Promise<T> {
  let hasCome = false;
  const come = coming.finally(() => (hasCome = true));
  while (!hasCome) await clock.pass(5000);
  return come;
}

import t from 'tap';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { SignalingServer, isOurs, onlyOurs } from '../../support/servers/signaling-server.js';
import { next, type App, type AppResponse } from '../../support/stages/srf-app.js';

const server = await SignalingServer.start(t);

void t.test('every failure of B comes as it is, and is ACKed by the server', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  for (const status of [302, 404, 486, 503, 603]) {
    const outcome = call(app, `sip:bob@${b.hostPort}`);
    const invite = await b.take('INVITE');
    b.reply(invite, status, { headers: ['X-Why: because'] });
    const ack = await b.take('ACK');
    t.equal(ack.header('Via'), invite.header('Via'), 'in the transaction of the INVITE');
    const failure = await outcome;
    t.equal(failure.status, status);
    t.equal(failure.res?.get('X-Why'), 'because');
  }
});

void t.test('a repeated failure is ACKed again and shown once', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const outcome = call(app, `sip:bob@${b.hostPort}`);
  const invite = await b.take('INVITE');
  b.reply(invite, 486);
  const ack = await b.take('ACK');
  b.reply(invite, 486);
  await b.takeRepeats(ack, 2);
  t.equal((await outcome).status, 486);
});

void t.test('no answer to an INVITE: repeats, then 408', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const outcome = call(app, `sip:bob@${b.hostPort}`);
  // drachtio-server's first repeat comes after 1 s with any T1.
  await b.takeRepeats(await b.take('INVITE'), isOurs ? 4 : 2);
  const { status, res } = await outcome;
  t.equal(status, 408);
  t.equal(res?.source_address, '', 'made up');
  t.not(res?.getParsedHeader('To').params['tag'], undefined);
});

void t.test('no answer to another request: repeats, then 408', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const request = await app.request(`sip:${b.hostPort}`, { method: 'OPTIONS' });
  const answered = next<[AppResponse, unknown]>((listener) => request.on('response', listener));
  await b.takeRepeats(await b.take('OPTIONS'), isOurs ? 4 : 2);
  t.equal((await answered)[0].status, 408);
});

void t.test(
  'silence after 180 for the time of timer C: CANCEL',
  { skip: onlyOurs('timer C is 185 s and cannot be set') },
  async (t) => {
    const server = await SignalingServer.start(t, { timers: { t1: 40, timerC: 300 } });
    const [app, b] = [await server.app(t), await server.puppet(t)];
    const outcome = call(app, `sip:bob@${b.hostPort}`);
    const invite = await b.take('INVITE');
    b.reply(invite, 180);
    b.reply(await b.take('CANCEL'), 200);
    b.reply(invite, 487);
    t.equal((await outcome).status, 487);
  },
);

void t.test('a TCP peer that refuses connections: 503 at once', async (t) => {
  const [app, gone] = [await server.app(t), await server.puppet(t, 'tcpServer')];
  gone.close();
  const { status } = await call(app, `sip:bob@${gone.hostPort};transport=tcp`);
  t.equal(status, 503);
});

void t.test('a closed UDP port: 503 at once, for every call', async (t) => {
  const [app, gone] = [await server.app(t), await server.puppet(t)];
  gone.close();
  const calls = await Promise.all([1, 2, 3].map(() => call(app, `sip:bob@${gone.hostPort}`)));
  t.same(
    calls.map(({ status }) => status),
    [503, 503, 503],
  );
  t.equal((await call(app, `sip:bob@${gone.hostPort}`)).status, 503);
});

void t.test('a UDP peer that goes while it is asked: 503 with the next repetition', async (t) => {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  const outcome = call(app, `sip:bob@${b.hostPort}`);
  await b.take('INVITE');
  b.close();
  t.equal((await outcome).status, 503);
});

void t.test('a name that does not resolve: 503', async (t) => {
  const app = await server.app(t);
  const { status } = await call(app, 'sip:bob@nobody.invalid');
  t.equal(status, 503);
});

void t.test('requests that cannot be sent are refused with a reason', async (t) => {
  const app = await server.app(t);
  await t.rejects(
    app.request(`sip:x@${server.hostPort}`, { method: 'OPTIONS' }),
    /can not send request to myself/,
  );
  await t.rejects(
    app.request('sip:x@127.0.0.1:9;transport=tls', { method: 'OPTIONS' }),
    /requested protocol\/transport not available/,
  );
  await t.rejects(app.request('foo:x@127.0.0.1', { method: 'OPTIONS' }), /invalid request-uri/);
  await t.rejects(
    app.request('sip:x@127.0.0.1:9', { method: 'MESSAGE', body: 'hello' }),
    /missing content-type/,
  );
});

void t.test('a failure we send is repeated until its ACK', async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  app.use('invite', (_request, response) => response.send(486));
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  const busy = await a.take('486');
  await a.takeRepeats(busy, 2);
  leg.ackFailure(busy);
});

void t.test('proxy is refused', { skip: onlyOurs('proxies') }, async (t) => {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const refused = new Promise<unknown>((resolve) =>
    app.use('options', (request, response) => {
      request.proxy({ destination: 'sip:127.0.0.1:9' }).catch((error: unknown) => {
        resolve(error);
        response.send(500);
      });
    }),
  );
  await app.settled();
  PuppetLeg.calling(a, server).request('OPTIONS');
  t.equal(await refused, 'proxy not supported');
  await a.take('500 OPTIONS');
});

/** How a failing call ends. */
async function call(app: App, uri: string): Promise<{ status: number; res?: AppResponse }> {
  try {
    await app.createUAC(uri, { localSdp: sdp(4000), callingNumber: '17100000001' });
  } catch (error) {
    return error as { status: number; res?: AppResponse };
  }
  throw new Error('the call was answered');
}

import t from 'tap';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';
import { SignalingServer, onlyOurs, type Teardown } from '../../support/servers/signaling-server.js';
import {
  next,
  type App,
  type AppDialog,
  type AppRequest,
  type AppResponse,
  type SipText,
} from '../../support/stages/srf-app.js';

const server = await SignalingServer.start(t);

void t.test('A cancels after 180: 200, 487, and the application hears of it', async (t) => {
  const { a, leg, request, response } = await incoming(t, server);
  const cancelled = next<[SipText]>((listener) => request.on('cancel', listener));
  response.send(180);
  const ringing = await a.take('180');
  leg.cancel();
  const okToCancel = await a.take('200 CANCEL');
  const terminated = await a.take('487 INVITE');
  leg.ackFailure(terminated);
  t.equal(terminated.tag('To'), ringing.tag('To'));
  t.equal(okToCancel.tag('To'), ringing.tag('To'), 'both with the tag of the 180');
  const [cancel] = await cancelled;
  t.equal(cancel.method, 'CANCEL');
  t.equal(await refusal(response, 487), 'Response not sent due to unknown transaction');
});

void t.test('A cancels before the application has said anything', async (t) => {
  const { a, leg, request, response } = await incoming(t, server);
  const cancelled = next<[SipText]>((listener) => request.on('cancel', listener));
  leg.cancel();
  await a.take('200 CANCEL');
  leg.ackFailure(await a.take('487 INVITE'));
  await cancelled;
  t.equal(await refusal(response, 200), 'Response not sent due to unknown transaction');
});

void t.test(
  'a quick CANCEL is answered statefully with one tag',
  { skip: onlyOurs('answers it statelessly, 200 and 487 with different tags') },
  async (t) => {
    const { a, leg } = await incoming(t, server);
    leg.cancel();
    const okToCancel = await a.take('200 CANCEL');
    const terminated = await a.take('487 INVITE');
    t.equal(okToCancel.tag('To'), terminated.tag('To'));
    await a.takeRepeats(terminated, 2);
    leg.ackFailure(terminated);
  },
);

void t.test('what was cancelled is not kept', { skip: onlyOurs('has no counters to look at') }, async (t) => {
  const { a, leg, request } = await incoming(t, server);
  const cancelled = next<[SipText]>((listener) => request.on('cancel', listener));
  leg.cancel();
  leg.ackFailure(await a.take('487 INVITE'));
  await cancelled;
  const counters = server.ours?.counters;
  t.equal(counters?.openIncoming, 0);
});

void t.test('a CANCEL that matches nothing gets 481', async (t) => {
  const a = await server.puppet(t);
  PuppetLeg.calling(a, server).request('CANCEL', { contact: '' });
  await a.take('481 CANCEL');
});

void t.test('the application cancels after 180', async (t) => {
  const { b, invite, request, outcome } = await outgoing(t, server);
  b.reply(invite, 180);
  await cancelOf(request, { Reason: 'SIP;cause=200;text="elsewhere"' });
  const cancel = await b.take('CANCEL');
  t.equal(cancel.header('Via'), invite.header('Via'), 'same branch');
  t.equal(cancel.header('CSeq'), invite.header('CSeq').replace('INVITE', 'CANCEL'));
  t.equal(cancel.header('Call-ID'), invite.header('Call-ID'));
  t.equal(cancel.header('Reason'), 'SIP;cause=200;text="elsewhere"');
  b.reply(cancel, 200);
  b.reply(invite, 487);
  await b.take('ACK');
  await t.rejects(outcome, /487/);
});

void t.test('a CANCEL waits for the first provisional, its receipt does not', async (t) => {
  const { b, invite, request, outcome } = await outgoing(t, server);
  const sent = await cancelOf(request);
  t.equal(sent?.method, 'CANCEL');
  t.notOk(b.untaken.includes('CANCEL'), 'not sent yet');
  b.reply(invite, 100);
  b.reply(await b.take('CANCEL'), 200);
  b.reply(invite, 487);
  await b.take('ACK');
  await t.rejects(outcome, /487/);
});

void t.test(
  'an INVITE that was cancelled and never answered ends with 408',
  { skip: onlyOurs('makes no 408 up: the INVITE stays open') },
  async (t) => {
    const { b, invite, request, outcome } = await outgoing(t, server);
    b.reply(invite, 180);
    await cancelOf(request);
    b.reply(await b.take('CANCEL'), 200);
    await t.rejects(outcome, /408/);
  },
);

void t.test('a 200 that crosses the CANCEL is ACKed and ended with BYE', async (t) => {
  const { b, invite, request, outcome } = await outgoing(t, server);
  b.reply(invite, 180);
  await cancelOf(request);
  const cancel = await b.take('CANCEL');
  b.reply(invite, 200, {
    headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Content-Type: application/sdp'],
    body: sdp(5000),
  });
  b.reply(cancel, 481);
  const dialog = (await outcome) as AppDialog;
  const destroyed = next<[AppRequest, string]>((listener) => dialog.on('destroy', listener));
  await b.take('ACK');
  const bye = await b.take('BYE');
  b.reply(bye, 200);
  t.match(bye.header('Reason'), /race/i);
  const [unsolicited] = await destroyed;
  t.equal(unsolicited.source, 'application');
});

void t.test('cancelling what has been answered is refused', async (t) => {
  const { b, invite, request, outcome } = await outgoing(t, server);
  b.reply(invite, 486);
  await b.take('ACK');
  await t.rejects(outcome, /486/);
  await t.rejects(cancelOf(request), /unable to cancel unknown transaction id/);
});

/** A call from a puppet, held at the application. */
async function incoming(
  t: Teardown,
  server: SignalingServer,
): Promise<{ a: SipPuppet; leg: PuppetLeg; request: AppRequest; response: AppResponse }> {
  const [app, a] = [await server.app(t), await server.puppet(t)];
  const arrived = next<[AppRequest, AppResponse]>((listener) => app.use('invite', listener));
  await app.settled();
  const leg = PuppetLeg.calling(a, server);
  leg.request('INVITE', { body: sdp(4000) });
  const [request, response] = await arrived;
  await a.take('100');
  return { a, leg, request, response };
}

/** A call of the application's to a puppet, which has got the INVITE. */
async function outgoing(
  t: Teardown,
  server: SignalingServer,
): Promise<{
  app: App;
  b: SipPuppet;
  invite: PuppetMessage;
  request: AppRequest;
  outcome: Promise<unknown>;
}> {
  const [app, b] = [await server.app(t), await server.puppet(t)];
  let outcome: Promise<unknown> = Promise.resolve();
  const [, request] = await next<[Error | null, AppRequest]>((cbRequest) => {
    outcome = app.createUAC(
      `sip:bob@${b.hostPort}`,
      { localSdp: sdp(4000), callingNumber: '17100000001' },
      { cbRequest },
    );
    outcome.catch(() => undefined);
  });
  return { app, b, invite: await b.take('INVITE'), request, outcome };
}

function cancelOf(request: AppRequest, headers = {}): Promise<SipText | undefined> {
  return new Promise((resolve, reject) => {
    request.cancel({ headers }, (error, sent) => (error ? reject(error) : resolve(sent)));
  });
}

/** Why the server did not send a response. */
async function refusal(response: AppResponse, status: number): Promise<unknown> {
  const [error] = await next<[unknown]>((listener) => response.send(status, {}, listener));
  return error;
}

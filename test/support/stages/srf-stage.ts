/** Signaling over drachtio-srf with the server's end under the test's control, and the messages of the two parties. */
import type { Test } from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import type { Race } from '../../../engine/ua/fork.js';
import { raceBySimring } from '../../../engine/ua/transactions/simring.js';
import { SrfTransactions } from '../../../engine/ua/transactions/srf-transactions.js';
import { UserAgent } from '../../../engine/ua/user-agent.js';
import type { IncomingCall, InviteRequest, Leg } from '../../../engine/sip/signaling.js';
import { settled } from '../fakes/fake-clock.js';
import { FakeDrachtio, sip } from '../fakes/fake-drachtio.js';

export const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n';
export const DIALOG = 'c-1;from-tag=f';

export async function connected(
  t: Test,
  race: Race = raceBySimring,
): Promise<{ server: FakeDrachtio; signaling: UserAgent; calls: IncomingCall[] }> {
  const server = await FakeDrachtio.start();
  const layer = new SrfTransactions({ host: '127.0.0.1', port: server.port, secret: 's' });
  const signaling = new UserAgent(layer, undefined, undefined, race);
  const calls: IncomingCall[] = [];
  await signaling.start({
    onCall: (call) => calls.push(call),
    onMessage: (message) => message.accept(),
    onRegister: (register) => register.reject(403),
    health: () => ({ healthy: true }),
  });
  t.teardown(async () => {
    await signaling.close();
    await server.close();
  });
  return { server, signaling, calls };
}

export function request(more: Partial<InviteRequest> = {}): InviteRequest {
  return {
    uri: 'sip:+8613900000002@192.0.2.9;transport=tcp',
    identity: { display: '+8617100000009' },
    offer: SDP,
    maxForwards: 69,
    ringTimeoutMs: 60_000,
    onProvisional: () => undefined,
    ...more,
  };
}

/** The callee's response to our INVITE. */
export function response(status: string, body = '', ...headers: string[]): string {
  const lines = [
    'From: <sip:x@h>;tag=ours',
    'To: <sip:b@h>;tag=t',
    'Call-ID: made-by-server',
    'CSeq: 1 INVITE',
  ];
  return sip([`SIP/2.0 ${status}`, ...lines, 'Contact: <sip:b@192.0.2.9>', ...headers], body);
}

/** A request of the caller. */
export function caller(method: string, body = '', ...headers: string[]): string {
  return sip(
    [
      `${method} sip:+8617100000009@127.0.0.1 SIP/2.0`,
      'From: "A" <sip:+8613800000001@h>;tag=f',
      'To: <sip:+8617100000009@127.0.0.1>',
      'Call-ID: c-1',
      `CSeq: 1 ${method}`,
      'Contact: <sip:a@127.0.0.9:5070>',
      ...headers,
    ],
    body,
  );
}

export const never = new EndController();

export async function incoming(
  server: FakeDrachtio,
  calls: IncomingCall[],
  invite = caller('INVITE', SDP),
): Promise<{ call: IncomingCall; transaction: string }> {
  const transaction = server.network(invite);
  while (calls.length === 0) await settled();
  const [call] = calls;
  if (call === undefined) throw new Error('no call');
  return { call, transaction };
}

/** A caller's leg, answered and acknowledged. */
export async function established(server: FakeDrachtio, calls: IncomingCall[]): Promise<Leg> {
  const { call } = await incoming(server, calls);
  const answered = call.answer(SDP);
  server.receipt(await server.next(), { dialog: DIALOG });
  server.network(caller('ACK'), { dialog: DIALOG });
  return answered;
}

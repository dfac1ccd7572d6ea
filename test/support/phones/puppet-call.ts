/** A call from puppet A through an application's createB2BUA to puppet B, up and ACKed on both legs. */
import { PuppetLeg, sdp } from './puppet-leg.js';
import type { PuppetMessage, SipPuppet } from './sip-puppet.js';
import type { SignalingServer, Teardown } from '../servers/signaling-server.js';
import type { App, AppDialog } from '../stages/srf-app.js';

export interface PuppetCall {
  readonly app: App;
  readonly a: SipPuppet;
  readonly b: SipPuppet;
  /** A's leg as A plays it, and B's. */
  readonly caller: PuppetLeg;
  readonly callee: PuppetLeg;
  /** The INVITE that B got, and the 200 that A got. */
  readonly invite: PuppetMessage;
  readonly ok: PuppetMessage;
  /** The legs as the application holds them. */
  readonly uas: AppDialog;
  readonly uac: AppDialog;
}

export interface PuppetCallOptions {
  readonly a?: SipPuppet;
  readonly b?: SipPuppet;
  readonly app?: App;
  /** Header lines of A's INVITE, and of B's 200. */
  readonly inviteHeaders?: readonly string[];
  readonly okHeaders?: readonly string[];
  /** Contact of A's INVITE, and of B's 200. */
  readonly callerContact?: string;
  readonly calleeContact?: string;
  /** Options of createB2BUA. */
  readonly b2bua?: object;
  /** Ends one leg when the other ends; default true. */
  readonly isCoupled?: boolean;
}

export async function establish(
  t: Teardown,
  server: SignalingServer,
  options: PuppetCallOptions = {},
): Promise<PuppetCall> {
  const app = options.app ?? (await server.app(t));
  const a = options.a ?? (await server.puppet(t));
  const b = options.b ?? (await server.puppet(t));
  const transport = b.transport === 'TCP' ? ';transport=tcp' : '';
  let acked: Promise<void> | undefined;
  const legs = new Promise<{ uas: AppDialog; uac: AppDialog }>((resolve, reject) =>
    app.use('invite', (request, response) => {
      app
        .createB2BUA(request, response, `sip:bob@${b.hostPort}${transport}`, {
          callingNumber: '17100000001',
          ...options.b2bua,
        })
        .then((call) => {
          acked = new Promise((heard) => call.uas.on('ack', () => heard()));
          resolve(call);
        }, reject);
    }),
  );
  await app.settled();

  const caller = PuppetLeg.calling(a, server);
  const contact = options.callerContact;
  caller.request('INVITE', {
    body: sdp(4000),
    headers: options.inviteHeaders ?? [],
    ...(contact === undefined ? {} : { contact }),
  });
  const invite = await b.take('INVITE');
  b.reply(invite, 200, {
    headers: [
      `Contact: ${options.calleeContact ?? `<sip:bob@${b.hostPort}${transport}>`}`,
      'Content-Type: application/sdp',
      ...(options.okHeaders ?? []),
    ],
    body: sdp(5000),
  });
  await b.take('ACK');
  const callee = PuppetLeg.answering(b, invite);
  const ok = await a.take('200 INVITE');
  caller.ack(ok);
  const { uas, uac } = await legs;
  await acked; // what the application does next is not to overtake it
  if (options.isCoupled !== false) {
    uas.on('destroy', () => void uac.destroy());
    uac.on('destroy', () => void uas.destroy());
  }
  return { app, a, b, caller, callee, invite, ok, uas, uac };
}

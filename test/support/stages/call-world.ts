/**
 * The call narrative on the real SIP server and the real relay, with puppets for phones and routing in the test's hand.
 */
import { systemTimer } from '../../../engine/ua/session/session-clock.js';
import { systemClock } from '../../../engine/clock.js';
import { createCallHandling, type CallHandling } from '../../../engine/call/call-handling.js';
import { createLogger } from '../../../engine/observe/log.js';
import type { CallFacts } from '../../../engine/report/call-facts.js';
import type { IdentityForm } from '../../../engine/sip/signaling.js';
import type { Resolution, ResolutionQuery } from '../../../routing/resolve.js';
import { StageTrunk } from './call-stage.js';
import { sipAddressOf, type SignalingKind } from './signaling-kinds.js';
import { startRelay } from '../servers/service-child.js';
import type { Teardown } from '../servers/signaling-server.js';
import type { SipPuppet } from '../phones/sip-puppet.js';

/** What challenges of either side are answered with. */
export const LOGINS = {
  caller: { username: 'login-at-the-callers', password: 'secret-at-the-callers' },
  callee: { username: 'login-at-the-callees', password: 'secret-at-the-callees' },
} as const;

export interface CallWorldOptions {
  readonly resolve: (query: ResolutionQuery) => Resolution;
  /** Where the callee's phone is; looked up for each call. */
  readonly callee: () => SipPuppet;
  readonly signaling: SignalingKind;
  /** How the callee's trunk wants identities to be written; looked up for each call. */
  readonly form?: () => IdentityForm | undefined;
}

export class CallWorld {
  readonly records: CallFacts[] = [];
  logged: string[] = [];
  #wanted: ((record: CallFacts) => void) | undefined;

  private constructor(
    /** Where calls are sent to. */
    readonly server: { readonly address: string; readonly port: number },
    readonly handling: CallHandling,
  ) {}

  static async start(t: Teardown, options: CallWorldOptions): Promise<CallWorld> {
    const signaling = await options.signaling.open(t, systemTimer);
    t.teardown(() => signaling.close());
    const relay = await startRelay({ host: '127.0.0.1', portMin: 41_000, portMax: 41_999, portRestMs: 0 });
    t.teardown(() => relay.close());
    const trunk = new StageTrunk('phones');
    trunk.max = 1000;
    trunk.credentials = LOGINS.caller;
    const logged: string[] = [];
    const handling = createCallHandling({
      signaling,
      media: relay,
      routing: {
        resolve: (query) => Promise.resolve(options.resolve(query)),
        permit: (chosen) => chosen,
        applyEffect: () => Promise.resolve(),
        pool: { get: () => undefined },
        applications: { get: () => undefined },
      },
      trunks: {
        trunkOf: () => trunk,
        routes: (callee, display) => {
          const phone = options.callee();
          const transport = phone.transport === 'TCP' ? ';transport=tcp' : '';
          // Redirections are followed, so that what they bring is looked at too.
          const redirects = ['127.0.0.0/8'];
          const uri = `sip:${callee}@${phone.hostPort}${transport}`;
          const form = options.form?.();
          const more = form === undefined ? {} : { form, headers: { 'X-Shown': display ?? 'anonymous' } };
          return [{ trunk, uri, display, redirects, credentials: LOGINS.callee, ...more }];
        },
      },
      prompts: { get: () => undefined },
      extension: { tries: 3, firstDigitMs: 10_000, interDigitMs: 3000, callBackUnanswered: true },
      ringBackTone: { name: 'ring-back', alaw: new Uint8Array(8000) },
      report: {
        event: () => undefined,
        progress: () => undefined,
        dialog: () => undefined,
        dialogsOver: () => undefined,
        record: (facts) => world.#record(facts),
        examine: () => Promise.resolve(undefined),
        recording: () => undefined,
      },
      askApplication: { ask: () => Promise.resolve({ operation: 'silent', because: 'a test' }) },
      limits: {
        maxCalls: 0,
        ringTimeoutMs: 20_000,
        connectTimeoutMs: 20_000,
        waitingPromptMs: 5000,
        maxDurationMs: 0,
        lastMinuteMs: 60_000,
      },
      onStrangers: () => undefined,
      onStep: () => undefined,
      onStuck: () => undefined,
      onTried: () => undefined,
      onEnded: () => undefined,
      usedUp: () => undefined,
      clock: systemClock,
      logger: createLogger({
        level: 'trace',
        showNumbers: false,
        destination: { write: (line: string) => void logged.push(line) },
      }),
    });
    await signaling.start({
      onCall: handling.onCall,
      onMessage: (message) => message.reject(405),
      onRegister: (register) => register.reject(403),
      health: () => ({ healthy: true }),
    });
    const world = new CallWorld(sipAddressOf(signaling), handling);
    world.logged = logged;
    return world;
  }

  /** The record of the next call that ends. */
  nextRecord(): Promise<CallFacts> {
    return new Promise((resolve) => (this.#wanted = resolve));
  }

  #record(facts: CallFacts): void {
    this.records.push(facts);
    this.#wanted?.(facts);
  }
}

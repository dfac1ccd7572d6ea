/** The call narrative on the real SIP server and the real relay, with puppets for phones and routing in the test's hand. */
import { systemClock } from '../../engine/call/clock.js';
import { createCallHandling, type CallHandling } from '../../engine/call/call-handling.js';
import { createLogger } from '../../engine/observe/log.js';
import type { CallFacts } from '../../engine/report/call-facts.js';
import { SrfTransactions } from '../../engine/sip/srf-transactions.js';
import { UserAgent } from '../../engine/sip/user-agent.js';
import { createRelay } from '../../media/relay/relay.js';
import type { Resolution, ResolutionQuery } from '../../routing/resolve.js';
import { StageTrunk } from './call-stage.js';
import { SignalingServer, type Teardown } from './signaling-server.js';
import type { SipPuppet } from './sip-puppet.js';

export interface CallWorldOptions {
  readonly resolve: (query: ResolutionQuery) => Resolution;
  /** Where the callee's phone is; looked up for each call. */
  readonly callee: () => SipPuppet;
}

export class CallWorld {
  readonly records: CallFacts[] = [];
  logged: string[] = [];
  #wanted: ((record: CallFacts) => void) | undefined;

  private constructor(
    readonly server: SignalingServer,
    readonly handling: CallHandling,
  ) {}

  static async start(t: Teardown, options: CallWorldOptions): Promise<CallWorld> {
    const server = await SignalingServer.start(t);
    const relay = createRelay({ host: '127.0.0.1', portMin: 41_000, portMax: 41_999, portRestMs: 0 });
    t.teardown(() => relay.close());
    const signaling = new UserAgent(new SrfTransactions(server.admin));
    t.teardown(() => signaling.close());
    const trunk = new StageTrunk('phones');
    trunk.max = 1000;
    const logged: string[] = [];
    const handling = createCallHandling({
      signaling,
      media: relay,
      routing: {
        resolve: (query) => Promise.resolve(options.resolve(query)),
        applyEffect: () => Promise.resolve(),
        pool: { get: () => undefined },
      },
      trunks: {
        trunkOf: () => trunk,
        routes: (callee, display) => {
          const phone = options.callee();
          const transport = phone.transport === 'TCP' ? ';transport=tcp' : '';
          return [{ trunk, uri: `sip:${callee}@${phone.hostPort}${transport}`, display }];
        },
      },
      prompts: { get: () => undefined },
      report: { event: () => undefined, record: (facts) => world.#record(facts) },
      askApplication: { ask: () => Promise.resolve({ operation: 'silent', because: 'a test' }) },
      limits: {
        maxCalls: 0,
        callsPerSecond: 0,
        ringTimeoutMs: 20_000,
        connectTimeoutMs: 20_000,
        maxDurationMs: 0,
        lastMinuteMs: 60_000,
      },
      clock: systemClock,
      logger: createLogger({
        level: 'trace',
        showNumbers: false,
        destination: { write: (line: string) => void logged.push(line) },
      }),
    });
    const world = new CallWorld(server, handling);
    world.logged = logged;
    await signaling.start({
      onCall: handling.onCall,
      onMessage: (message) => message.reject(405),
      onRegister: (register) => register.reject(403),
      health: () => ({ healthy: true }),
    });
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

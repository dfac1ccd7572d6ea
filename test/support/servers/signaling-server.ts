/**
 * The SIP server a contract test runs against: sipd, or a running drachtio-server when DRACHTIO_HOST is set (0.9.10,
 * with DRACHTIO_PORT, DRACHTIO_SECRET, and DRACHTIO_SIP as `address:port` of its UDP and TCP listener). Its
 * configuration must have `<cdrs>true</cdrs>`, and the timers sipd has here within `<sip>`:
 * `<timers><t1>40</t1><t2>320</t2><t4>400</t4><t1x64>2560</t1x64></timers>`. The server is shared, so test files have
 * to run one after the other.
 */
import { SipPuppet } from '../phones/sip-puppet.js';
import { connectApp, type App } from '../stages/srf-app.js';
import { WireSipd, type WireSipdOptions } from './wire-sipd.js';

/** What of a tap test is needed here. */
export interface Teardown {
  teardown(handler: () => unknown): void;
}

/** Whether the suite runs against sipd. */
export const isOurs = process.env['DRACHTIO_HOST'] === undefined;

/**
 * For tap: `{ skip: onlyOurs('…') }` on a test that only sipd passes, `why` being what drachtio-server
 * does instead: a fault of its own, or sipd promises more.
 */
export function onlyOurs(why: string): string | false {
  return isOurs ? false : `drachtio-server ${why}`;
}

export class SignalingServer {
  private constructor(
    readonly admin: { readonly host: string; readonly port: number; readonly secret: string },
    /** Its SIP listeners: `port` is that of UDP. */
    readonly address: string,
    readonly port: number,
    readonly tcpPort: number,
    readonly ours: WireSipd | undefined,
  ) {}

  /**
   * Once a file: its tests share the server, each with applications and puppets of its own. Timers of sipd are
   * shortened to T1 = 40 ms unless given, so that what takes 32 s takes 2.6 s.
   */
  static async start(t: Teardown, options: Partial<WireSipdOptions> = {}): Promise<SignalingServer> {
    return isOurs ? SignalingServer.#ours(t, options) : SignalingServer.#theirs();
  }

  static async #ours(t: Teardown, options: Partial<WireSipdOptions>): Promise<SignalingServer> {
    const sipd = await WireSipd.start({
      listen: [
        { transport: 'udp', host: '127.0.0.1', port: 0 },
        { transport: 'tcp', host: '127.0.0.1', port: 0 },
      ],
      timers: { t1: 40, t2: 320, t4: 400 },
      ...options,
    });
    const { adminHost: host, adminPort: port, secret } = sipd;
    const [udp = { host: '', port: 0 }, tcp = udp] = sipd.listenPoints;
    t.teardown(async () => {
      await sipd.stop();
      if (sipd.errors.length > 0) throw new Error(`sipd met a bug: ${sipd.errors.map(String).join('\n')}`);
    });
    return new SignalingServer({ host, port, secret }, udp.host, udp.port, tcp.port, sipd);
  }

  static #theirs(): SignalingServer {
    const { DRACHTIO_HOST: host = '', DRACHTIO_PORT, DRACHTIO_SECRET, DRACHTIO_SIP } = process.env;
    const [address = '', port = ''] = (DRACHTIO_SIP ?? '127.0.0.1:5060').split(':');
    const admin = { host, port: Number(DRACHTIO_PORT ?? 9022), secret: DRACHTIO_SECRET ?? 'cymru' };
    return new SignalingServer(admin, address, Number(port), Number(port), undefined);
  }

  get hostPort(): string {
    return `${this.address}:${this.port}`;
  }

  /** Connects one more application, which leaves at the end of the test. */
  async app(t: Teardown): Promise<App> {
    const app = await connectApp(this.admin);
    t.teardown(() => app.leave());
    return app;
  }

  /** One more SIP peer. */
  async puppet(t: Teardown, kind: 'udp' | 'tcp' | 'tcpServer' = 'udp'): Promise<SipPuppet> {
    const puppet = await (kind === 'tcp'
      ? SipPuppet.tcp({ address: this.address, port: this.tcpPort })
      : SipPuppet[kind]());
    t.teardown(() => puppet.close());
    return puppet;
  }
}

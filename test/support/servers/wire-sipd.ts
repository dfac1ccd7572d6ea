/** Our stack behind drachtio's wire protocol, in this process. */
import { WireServer, type WireServerOptions } from '../../../engine/sipd/wire/server.js';
import { createStack } from '../../../engine/sipd/stack/sip-stack.js';
import type { ListenPoint, SavedDialog, StackOptions } from '../../../engine/sipd/stack/stack.js';

export type WireSipdOptions = StackOptions & Pick<WireServerOptions, 'showsTrying' | 'limits'>;

const SECRET = 'the secret of these tests';

export class WireSipd {
  readonly adminHost = '127.0.0.1';
  readonly secret = SECRET;
  /** Bugs that were met and survived. */
  readonly errors: Error[] = [];
  readonly #server: WireServer;

  private constructor({ showsTrying = false, limits = {}, ...stack }: WireSipdOptions) {
    this.#server = new WireServer({
      ...{ host: this.adminHost, port: 0, secret: SECRET, showsTrying, limits },
      createStack: (user) => createStack(stack, user),
      onError: (error) => this.errors.push(error),
    });
  }

  static async start(options: WireSipdOptions): Promise<WireSipd> {
    const sipd = new WireSipd(options);
    await sipd.#server.start();
    return sipd;
  }

  get adminPort(): number {
    return this.#server.adminPort;
  }

  get listenPoints(): readonly ListenPoint[] {
    return this.#server.listenPoints;
  }

  get counters(): WireServer['counters'] {
    return this.#server.counters;
  }

  saveDialog(id: string, saved: (dialog: SavedDialog) => void): void {
    const state = this.#server.stack.findDialog(id)?.save();
    if (state !== undefined) saved(state);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }
}

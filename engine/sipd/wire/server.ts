/**
 * The wire server: drachtio's TCP protocol in front of the stack (spec drachtio-wire-protocol.md).
 *
 * It replaces drachtio-server with these differences, all of them marked `ours` in the spec: before authentication only
 * `authenticate` is accepted; a frame may have a mebibyte; `proxy` is refused; and when an application goes away, each
 * of its legs is ended instead of being left up.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { ListenPoint, Stack, StackUser } from '../stack/stack.js';
import { bracketed } from '../stack/transport/local-address.js';
import { WireCdr } from './cdr.js';
import { WireClient, type WireClientLimits, type WireTraffic } from './client.js';
import type { Command } from './command.js';
import { WireInbound } from './inbound.js';
import { unsentBye, WireMessages } from './message.js';
import { APPLICATION_GONE, WireOutbound, type WireExtras } from './outbound.js';
import { PROXY_NOT_SUPPORTED } from './refusal.js';
import { WireRoutes } from './routes.js';

export interface WireServerOptions extends WireExtras {
  /** Where applications connect; port 0 takes a free one. */
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  /** Builds the stack this server is the user of. */
  readonly createStack: (user: StackUser) => Stack;
  /** Receives bugs and faulty frames, for the log. */
  readonly onError: (error: Error) => void;
  /** Receives what an operator should read about a peer, for the log. */
  readonly onNotice?: (notice: string) => void;
  /** Receives every message of the network. */
  readonly onTraffic?: StackUser['onTraffic'];
  readonly limits?: Partial<WireClientLimits>;
  /** Milliseconds since the epoch, for the time stamps shown to applications. */
  readonly now?: () => number;
}

/** Since the start, except for the `open…` and `clients`, which are current. */
export interface WireCounters extends WireTraffic {
  clients: number;
  openIncoming: number;
  openOutgoing: number;
}

export class WireServer {
  readonly #options: WireServerOptions;
  readonly #limits: WireClientLimits;
  readonly #server: Server;
  readonly #stack: Stack;
  readonly #clients = new Set<WireClient>();
  readonly #routes = new WireRoutes();
  readonly #messages: WireMessages;
  readonly #inbound: WireInbound;
  readonly #outbound: WireOutbound;
  readonly #traffic: WireTraffic = { framesIn: 0, framesOut: 0, writes: 0 };

  constructor(options: WireServerOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#messages = new WireMessages(options.now);
    const cdr = new WireCdr(this.#routes, this.#messages);
    this.#inbound = new WireInbound(this.#routes, this.#messages, cdr);
    this.#stack = options.createStack(this.#stackUser(cdr));
    this.#outbound = new WireOutbound(this.#stack, this.#messages, cdr, options);
    this.#server = createServer((socket) => {
      this.#clients.add(new WireClient(socket, this.#clientOwner, this.#limits, this.#traffic));
    });
  }

  /** Starts the stack, then listens for applications. Rejects if either cannot be bound. */
  async start(): Promise<void> {
    await this.#stack.start();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port, this.#options.host, () => resolve());
    });
    this.#server.on('error', this.#options.onError);
  }

  /** The port applications connect to. */
  get adminPort(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get listenPoints(): readonly ListenPoint[] {
    return this.#stack.listenPoints;
  }

  get counters(): WireCounters {
    return {
      ...this.#traffic,
      clients: this.#clients.size,
      openIncoming: this.#inbound.openCount,
      openOutgoing: this.#outbound.openCount,
    };
  }

  get stack(): Stack {
    return this.#stack;
  }

  /** Ends every leg of every application, then closes everything. Idempotent. */
  async stop(): Promise<void> {
    for (const client of [...this.#clients]) {
      this.#hangUp(client);
      client.close();
    }
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await this.#stack.stop();
  }

  #stackUser(cdr: WireCdr): StackUser {
    return {
      onRequest: (request) => this.#inbound.onRequest(request),
      onCancel: (cancel, invite, flow, bytes) => this.#inbound.onCancel(cancel, invite, flow, bytes),
      onAbandoned: (request) => this.#inbound.onAbandoned(request),
      onDialogEnded: (dialog, cause, bye) => {
        if (dialog.context instanceof WireClient) {
          dialog.context.send(this.#messages.unsolicited(bye ?? unsentBye(dialog), dialog.id));
        }
        const reason = cause.startsWith('session-') ? 'session-expired' : 'system-initiated-termination';
        if (bye !== undefined) cdr.stop(dialog, 'application', reason, bye.message);
      },
      onError: this.#options.onError,
      onNotice: (notice) => this.#options.onNotice?.(notice),
      ...(this.#options.onTraffic && { onTraffic: this.#options.onTraffic }),
    };
  }

  readonly #clientOwner = {
    onCommand: (client: WireClient, command: Command): void => {
      try {
        this.#carryOut(client, command);
      } catch (error) {
        this.#options.onError(error instanceof Error ? error : new Error(String(error)));
        client.send(this.#messages.receipt(command.id, 'NOK|internal error'));
      }
    },
    onGone: (client: WireClient): void => {
      this.#clients.delete(client);
      this.#hangUp(client);
    },
  };

  #carryOut(client: WireClient, command: Command): void {
    if (command.kind === 'authenticate') return this.#authenticate(client, command.id, command.secret);
    const receipt = (verdict: string): string => this.#messages.receipt(command.id, verdict);
    if (!client.isAuthenticated) return client.refuse(receipt('NO|not authenticated'));
    switch (command.kind) {
      case 'request':
        return this.#outbound.send(client, command);
      case 'response':
        return this.#inbound.respond(client, command);
      case 'route':
        this.#routes.add(command.verb, client);
        return client.send(receipt('OK'));
      case 'remove_route':
        this.#routes.remove(command.verb, client);
        return client.send(receipt('OK'));
      case 'ping':
        return client.send(receipt('OK|pong'));
      case 'proxy':
        return client.send(receipt(PROXY_NOT_SUPPORTED));
      case 'refused':
        return command.isFatal
          ? client.refuse(receipt(command.refusal))
          : client.send(receipt(command.refusal));
    }
  }

  #authenticate(client: WireClient, id: string, secret: string): void {
    if (!timingSafeEqual(digest(secret), digest(this.#options.secret))) {
      return client.refuse(this.#messages.receipt(id, 'NO|incorrect secret'));
    }
    client.authenticated();
    const external = this.#stack.listenPoints.map((at) => hostPort(at, at.externalHost ?? at.host));
    const local = this.#stack.listenPoints.map((at) => hostPort(at, at.host));
    client.send(this.#messages.receipt(id, `OK|${external.join(',')}|${VERSION}|${local.join(',')}`));
  }

  /** Ends everything that a client has open when it has gone or is disconnected. Idempotent. */
  #hangUp(client: WireClient): void {
    this.#routes.removeAll(client);
    this.#outbound.clientGone(client);
    this.#inbound.clientGone(client);
    for (const dialog of [...this.#stack.dialogs()]) {
      if (dialog.context === client && dialog.state === 'confirmed') dialog.terminate(APPLICATION_GONE);
    }
  }
}

function hostPort({ transport, port }: ListenPoint, host: string): string {
  return `${transport}/${bracketed(host)}:${port}`;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The name that drachtio-server gives itself; drachtio-srf pings from v0.8.2 up (spec section 3). */
const VERSION = 'v0.9.10';

const DEFAULT_LIMITS: WireClientLimits = {
  maxFrameBytes: 1 << 20,
  maxBacklogBytes: 64 << 20,
  authenticateWithinMs: 10_000,
};

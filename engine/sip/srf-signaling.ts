/**
 * Signaling over drachtio-srf: connects to the SIP server (sipd or drachtio-server, it cannot tell), hands calls,
 * messages and registrations to the engine, and in-dialog requests to their leg.
 *
 * The transactions of drachtio-srf are used and its dialogs are not; srf-types.ts says why.
 */
import Srf from 'drachtio-srf';
import { ALLOWED_METHODS } from './leg-headers.js';
import { sdpOf } from './sdp-body.js';
import { SrfCall } from './srf-call.js';
import { sparePerMessageCosts } from './srf-economy.js';
import { ringAll } from './srf-fork.js';
import { sendInvite } from './srf-invite.js';
import { SrfLink } from './srf-link.js';
import { sendMessage, SrfMessage } from './srf-message.js';
import { SrfRegister } from './srf-register.js';
import type { AnsweredInvite, InviteRequest, Signaling, SignalingHandlers } from './signaling.js';
import type { OutgoingResponse, SipMessage, SipRequest, SrfClient } from './srf-types.js';

export interface SrfSignalingOptions {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  /** Told when the connection to the SIP server comes and goes. */
  readonly onConnection?: (state: 'connected' | 'lost', detail: string) => void;
}

const MAX_RECONNECT_DELAY_MS = 5000;
const DRAIN_RETRY_SECONDS = 5;

export class SrfSignaling implements Signaling {
  readonly #options: SrfSignalingOptions;
  readonly #srf = new Srf() as unknown as SrfClient;
  readonly #link = new SrfLink(this.#srf);
  readonly #reconnect: { retryMaxDelay: number; maxAttempts?: number } = {
    retryMaxDelay: MAX_RECONNECT_DELAY_MS,
  };
  #listenPoints: readonly string[] = [];
  #connected = false;
  #draining = false;
  #closed = false;

  constructor(options: SrfSignalingOptions) {
    this.#options = options;
  }

  get listenPoints(): readonly string[] {
    return this.#listenPoints;
  }

  start(handlers: SignalingHandlers): Promise<void> {
    sparePerMessageCosts();
    this.#route(handlers);
    return new Promise((resolve, reject) => {
      this.#srf.on('connect', (error, hostports) => {
        if (error !== null) {
          this.#giveUp();
          return reject(new Error(`the SIP server at ${this.#address} refused us: ${error.message}`));
        }
        this.#onConnect(hostports);
        resolve();
      });
      this.#srf.on('close', () => this.#onLost('connection closed'));
      this.#srf.on('error', (error) => this.#onLost(String(error)));
      const { host, port, secret } = this.#options;
      this.#srf.connect({ host, port, secret, reconnect: this.#reconnect });
    });
  }

  invite(request: InviteRequest, signal: AbortSignal): Promise<AnsweredInvite> {
    const isForked = (request.alsoRing?.length ?? 0) > 0;
    return isForked ? ringAll(this.#link, request, signal) : sendInvite(this.#link, request, signal);
  }

  message(message: Parameters<Signaling['message']>[0]): Promise<void> {
    return sendMessage(this.#link, message);
  }

  drain(): void {
    this.#draining = true;
  }

  close(): Promise<void> {
    this.#giveUp();
    this.#link.lose();
    return Promise.resolve();
  }

  #route(handlers: SignalingHandlers): void {
    this.#srf.use((request, response, next) => this.#toLeg(request, response, next));
    this.#srf.invite((request, response) => this.#takeCall(request, response, handlers));
    this.#srf.message((request, response) => handlers.onMessage(new SrfMessage(request, response)));
    this.#srf.register((request, response) => handlers.onRegister(new SrfRegister(request, response)));
    this.#srf.options((_request, response) => this.#takePing(response, handlers));
  }

  #toLeg(request: SipRequest, response: OutgoingResponse, next: () => void): void {
    const { stackDialogId, socket } = request;
    this.#link.heardOn(socket);
    if (!stackDialogId) return next();
    const owner = this.#link.ownerOf(stackDialogId);
    if (owner !== undefined) return owner.handle(request, response);
    if (request.method !== 'ACK') response.send(481);
  }

  #takeCall(request: SipRequest, response: OutgoingResponse, handlers: SignalingHandlers): void {
    if (this.#draining) {
      return response.send(503, { headers: { 'Retry-After': String(DRAIN_RETRY_SECONDS) } });
    }
    const unsupported = unsupportedExtensions(request.msg);
    if (unsupported !== undefined) {
      return response.send(420, { headers: { Unsupported: unsupported } });
    }
    if ((request.body ?? '') !== '' && sdpOf(request.msg) === undefined) {
      return response.send(415, { headers: { Accept: 'application/sdp', Allow: ALLOWED_METHODS } });
    }
    handlers.onCall(new SrfCall(this.#link, request, response));
  }

  #takePing(response: OutgoingResponse, handlers: SignalingHandlers): void {
    const health = handlers.health();
    if (health.healthy && !this.#draining) {
      return response.send(200, { headers: { Allow: ALLOWED_METHODS, Accept: 'application/sdp' } });
    }
    const retryAfter = String(health.retryAfterSeconds ?? DRAIN_RETRY_SECONDS);
    response.send(503, { headers: { 'Retry-After': retryAfter } });
  }

  #onConnect(hostports: string): void {
    if (this.#closed) return this.#srf.disconnect();
    this.#connected = true;
    this.#listenPoints = hostports.split(',');
    this.#options.onConnection?.('connected', hostports);
  }

  #onLost(detail: string): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.#link.lose();
    if (!this.#closed) this.#options.onConnection?.('lost', detail);
  }

  /** Stops reconnecting, and disconnects. Without a connection drachtio-srf's disconnect would throw. */
  #giveUp(): void {
    this.#closed = true;
    this.#reconnect.maxAttempts = 1;
    if (!this.#connected) return;
    this.#connected = false;
    this.#srf.disconnect();
  }

  get #address(): string {
    return `${this.#options.host}:${this.#options.port}`;
  }
}

/** Extensions a caller requires and we lack, for the Unsupported header of a 420 (RFC 3261 8.2.2.3). */
function unsupportedExtensions(message: SipMessage): string | undefined {
  const required = message.headers['require'];
  if (required === undefined) return undefined;
  const lacking = required
    .slice(0, 256)
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => /^[\w.!%*+`'~-]+$/.test(tag) && !/^(100rel|timer)$/i.test(tag));
  return lacking.length === 0 ? undefined : lacking.join(', ');
}

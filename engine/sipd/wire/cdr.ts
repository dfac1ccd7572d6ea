/**
 * Call detail events, `cdr:attempt`, `cdr:start` and `cdr:stop` (spec section 18), for the applications that
 * registered for them. One stop a leg: a BYE that is challenged and sent again ends its leg once.
 */
import type { SipMessage } from '../stack/parse/message.js';
import type { Source, WireMessages } from './message.js';
import type { WireRoutes } from './routes.js';

type CdrStop =
  'call-rejected' | 'call-canceled' | 'normal-release' | 'session-expired' | 'system-initiated-termination';

export class WireCdr {
  readonly #routes: WireRoutes;
  readonly #messages: WireMessages;
  readonly #stopped = new WeakSet<object>();

  constructor(routes: WireRoutes, messages: WireMessages) {
    this.#routes = routes;
    this.#messages = messages;
  }

  attempt(source: Source, invite: SipMessage): void {
    this.#tell('cdr:attempt', source, undefined, invite);
  }

  start(source: Source, role: 'uas' | 'uac', ok: SipMessage): void {
    this.#tell('cdr:start', source, role, ok);
  }

  /** @param leg identifies the leg: its dialog, or its INVITE if it never became one. */
  stop(leg: object, source: Source, reason: CdrStop, message: SipMessage): void {
    if (!this.#routes.has('cdr:stop') || this.#stopped.has(leg)) return;
    this.#stopped.add(leg);
    this.#tell('cdr:stop', source, reason, message);
  }

  #tell(event: string, source: Source, extra: string | undefined, message: SipMessage): void {
    const client = this.#routes.next(event);
    if (client !== undefined) client.send(this.#messages.cdr(event, source, extra, message));
  }
}

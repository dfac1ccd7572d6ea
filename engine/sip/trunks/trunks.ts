/**
 * Trunks port: where calls come from and go to, as the call narrative needs it. Types and documentation only;
 * implementations are the carrier trunks and the softphones trunk.
 */
import type { E164 } from '../../../routing/numbers/number.js';
import type { AddressFamily, Encryption, LegCodecs, MediaSource } from '../../../media/media.js';
import type { Policy } from '../../../routing/numbers/policy.js';
import type { CallerUsers, IdentityForm, IncomingCall, LegTerms, Login } from '../signaling.js';

/** How the country's numbers are read and written. */
export type NumberRules = Pick<Policy, 'parse' | 'format' | 'readAreaCode'>;

export interface Trunks {
  /** The trunk a request came from, by its source; undefined for a stranger, whose call is refused. */
  trunkOf(source: IncomingCall['source']): Trunk | undefined;
  /**
   * The ways to the callee, best first, recently silent ones last: if a trunk rejects with a failure worth retrying,
   * the next one is tried. `display` undefined: the caller is anonymous. `origin` is what the `routes` of the
   * configuration may ask about the call. Empty if no trunk goes there.
   */
  routes(callee: E164, display: E164 | undefined, origin?: CallOrigin): readonly Route[];
  /**
   * The trunks to try for a message, best first, by the same rules as calls, those that are not up last. It names those
   * without SIP too: who asks must find out how a trunk's messages are carried.
   */
  messageTrunks(callee: E164, origin?: CallOrigin): readonly string[];
  /** The ways of one trunk to a number by SIP; several only for a party with several phones. Empty if it has none now. */
  messageWays(trunk: string, callee: E164, display: E164): readonly MessageWay[];
  /** Whether messages go out by SIP to that trunk. */
  takesMessages(trunk: string): boolean;
  /** Counts a message from that trunk, or to it; false if there are too many in this second. */
  tryMessage(trunk: string): boolean;
}

/** What a MESSAGE needs of a route. */
export type MessageWay = Pick<Route, 'uri' | 'nextHop' | 'display' | 'form' | 'credentials'>;

/** Whose call it is: the facts beside the callee that choose its trunks. */
export interface CallOrigin {
  /** The application that owns the privacy number. */
  readonly appKey?: string | undefined;
  /** The privacy number that the callee sees, X or Y; X if the binding shows the caller's own number. */
  readonly number?: E164 | undefined;
  /** That number's city. */
  readonly areaCode?: string | undefined;
}

/** `afterRinging`: none before its 180. `never`: the caller hears ringing instead. */
export type EarlyMedia = 'pass' | 'afterRinging' | 'never';

export interface Trunk extends LegTerms {
  readonly name: string;
  /** Where we register: the user of our Contact, and where the trunk's calls say which number was dialled. */
  readonly contact?:
    { readonly user: string; readonly dialledFrom: 'auto' | 'request-uri' | 'to' } | undefined;
  /** How its RTP source is learnt (media port, `SessionOptions.source`). */
  readonly mediaSource: MediaSource;
  /** SRTP with it (media port, `MediaTerms.encryption`). */
  readonly encryption: Encryption;
  /** Where its RTP may come from with `latch`, beside the address of its SIP: addresses and CIDR blocks. */
  readonly latchFrom?: readonly string[];
  /** The family of our address in offers to it; undefined: that of its SIP (media port, `MediaTerms.family`). */
  readonly mediaFamily?: AddressFamily | undefined;
  /** Which codecs its legs may have; undefined: every one. */
  readonly codecs?: LegCodecs | undefined;
  /** Whether provisionals to and from it are reliable (RFC 3262): never requested, if supported, or always. */
  readonly reliableProvisionals: 'off' | 'supported' | 'required';
  /** Whether an INVITE to it always has an offer, ours if the caller made none. */
  readonly alwaysOffers: boolean;
  /** How long a call to it waits for an answer of any kind if there is another way; 0: as long as SIP does. */
  readonly firstAnswerMs: number;
  /** How long a callee may ring through it; undefined: as long as through any. */
  readonly ringTimeoutMs?: number | undefined;
  /** Which early media of a callee's side the caller hears; undefined: all. */
  readonly earlyMedia?: EarlyMedia | undefined;
  /** Statuses beside 408 and 5xx that are failures of the trunk, not of the callee. */
  readonly failoverOn?: ReadonlySet<number> | undefined;
  /** Whether MESSAGEs are taken from it, and sent to it. */
  readonly messages: boolean;
  /** Whether it has been silent lately, and is tried last. */
  readonly isSilent: boolean;
  /** A call to it got no answer of any kind. */
  fellSilent(): void;
  /** It has answered a call with a failure of its own. */
  heard(): void;
  /** It has answered a call otherwise. */
  served(): void;
  /** It accepts no calls for that time. */
  refuses(ms: number): void;
  /** A call to it was refused with that status; 408: it did not answer. For operators. */
  refused(status: number): void;
  /** Reads the caller from the headers that name it at this trunk; undefined if they withhold it or it is no number. */
  callerNumber(users: CallerUsers): E164 | undefined;
  /** Reads the number dialled; undefined if it is not a number. */
  dialledNumber(raw: string): E164 | undefined;
  /** Reserves one of its calls; false if it carries its maximum. */
  tryAcquire(): boolean;
  /** Releases one. */
  release(): void;
}

/** One way to the callee. */
export interface Route {
  readonly trunk: Trunk;
  /** Request-URI. */
  readonly uri: string;
  /** Next hop if it differs from the URI. */
  readonly nextHop?: string;
  /** Values of Route: the proxies that its registrar wants visited (RFC 3608). */
  readonly routes?: readonly string[];
  /** Hosts of the trunk to which a 3xx may redirect the call; undefined if a 3xx is a refusal. */
  readonly redirects?: readonly string[];
  /** Other contacts of the same party, rung at the same time; the first answer wins. */
  readonly alsoRing?: readonly { readonly uri: string; readonly nextHop?: string }[];
  /** The displayed number in this trunk's format; undefined: none. */
  readonly display: string | undefined;
  /** How it is written, if not in the usual way. */
  readonly form?: IdentityForm;
  readonly credentials?: Login;
  /** Extra headers of the trunk's configuration. */
  readonly headers?: Readonly<Record<string, string>>;
}

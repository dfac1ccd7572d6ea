/**
 * Decides how to repeat an INVITE after a refusal that can be remedied: where it goes next, and its setting for
 * reliable provisionals. Each remedy is tried once, each target once, so that no peer can make it go on for ever.
 *
 *    421, requires 100rel ──▶ again, with Require: 100rel (RFC 3262 3, RFC 3261 21.4.16)
 *    420, lacks 100rel ──▶ again, without (RFC 3261 8.1.3.5)
 *    3xx ──▶ its Contacts by q, within the trunk's own hosts; refused there ──▶ the next of them (RFC 3261 8.1.3.4),
 *            unless it has rung there: a callee does not ring twice
 */
import { addressList } from '../../config/address.js';
import type { InviteRequest } from '../sip/signaling.js';
import type { IncomingResponse } from './transactions/transactions.js';
import { urisWithParameters } from './headers/uri-user.js';

/** One INVITE as it is sent. */
export interface Attempt {
  readonly uri: string;
  readonly nextHop: string | undefined;
  readonly reliable: 'off' | 'supported' | 'required';
}

/** Targets of redirections in one call. */
const MAX_REDIRECTS = 5;

export class InviteAttempts {
  readonly #hosts: readonly string[] | undefined;
  readonly #first: string;
  /** Whether the call goes over TLS: then it goes nowhere else. */
  readonly #isSecure: boolean;
  /** Targets of redirections, once there is one. */
  #targets: { readonly tried: Set<string>; readonly waiting: string[] } | undefined;
  #mended: Set<number> | undefined;
  #current: Attempt;

  constructor({ uri, nextHop, reliable = 'off', redirects }: InviteRequest) {
    this.#current = { uri, nextHop, reliable };
    this.#hosts = redirects;
    this.#first = uri;
    this.#isSecure = [uri, nextHop ?? ''].some((one) =>
      /^sips:|;\s*transport\s*=\s*tls\s*(?:;|$)/i.test(one),
    );
  }

  /** The attempt in progress. */
  get current(): Attempt {
    return this.#current;
  }

  /** The target has sent an 18x: only a redirection of its own leads on from there. */
  rang(): void {
    this.#targets?.waiting.splice(0);
  }

  /** What to send after that refusal; undefined if it is final. */
  next(refusal: IncomingResponse): Attempt | undefined {
    const next = this.#mend(refusal) ?? this.#redirect(refusal);
    if (next !== undefined) this.#current = next;
    return next;
  }

  #mend(refusal: IncomingResponse): Attempt | undefined {
    const { reliable } = this.#current;
    const { status } = refusal;
    if (this.#mended?.has(status) === true) return undefined;
    const asks = status === 421 && reliable !== 'required' && namesOnlyReliable(refusal.header('Require'));
    const lacks = status === 420 && reliable !== 'off' && namesReliable(refusal.header('Unsupported'));
    if (!asks && !lacks) return undefined;
    (this.#mended ??= new Set()).add(status);
    return { ...this.#current, reliable: asks ? 'required' : 'off' };
  }

  #redirect(refusal: IncomingResponse): Attempt | undefined {
    const { status } = refusal;
    if (this.#hosts === undefined || status >= 600 || status === 487) return undefined;
    const { tried, waiting } = (this.#targets ??= { tried: new Set([targetOf(this.#first)]), waiting: [] });
    if (status < 400) waiting.unshift(...contactsOf(refusal, this.#hosts, this.#isSecure));
    for (;;) {
      const uri = waiting.shift();
      if (uri === undefined || tried.size > MAX_REDIRECTS) return undefined;
      if (tried.has(targetOf(uri))) continue;
      tried.add(targetOf(uri));
      return { ...this.#current, uri, nextHop: undefined };
    }
  }
}

/** Whether 100rel is among the option tags of a header. */
export function namesReliable(extensions: string | undefined): boolean {
  return extensions !== undefined && tagsOf(extensions).includes('100rel');
}

/** Whether no extension is required that we lack. */
function namesOnlyReliable(extensions: string | undefined): boolean {
  const tags = tagsOf(extensions);
  return tags.includes('100rel') && tags.every((tag) => tag === '100rel' || tag === 'timer');
}

function tagsOf(extensions: string | undefined): string[] {
  return (extensions ?? '')
    .slice(0, 256)
    .split(',')
    .map((tag) => tag.trim().toLowerCase());
}

/** Contacts of a 3xx within the hosts, best first (RFC 3261 20.10); each as our own URI. */
function contactsOf(response: IncomingResponse, hosts: readonly string[], isSecure: boolean): string[] {
  const addresses = addressList(hosts);
  const isOurs = (host: string): boolean => addresses.has(host) || hosts.includes(host);
  const found: { uri: string; q: number }[] = [];
  for (const { uri, parameters } of urisWithParameters(response.header('Contact'))) {
    const target = withinReach(uri, isOurs, isSecure);
    const q = Number(/;\s*q\s*=\s*([\d.]{1,5})/i.exec(parameters)?.[1] ?? 1);
    if (target !== undefined && !/;\s*expires\s*=\s*"?0+"?\s*(?:;|$)/i.test(parameters))
      found.push({ uri: target, q });
  }
  return found.sort((a, b) => b.q - a.q).map(({ uri }) => uri);
}

/**
 * A redirection's URI, written again: user, host, port and transport, and no parameter that leads elsewhere (maddr) or
 * does something else (method, headers). Undefined if its host is not the trunk's, or if it leads from TLS to less.
 */
function withinReach(uri: string, isOurs: (host: string) => boolean, isSecure: boolean): string | undefined {
  const found = SIP_URI.exec(uri);
  if (found === null) return undefined;
  const [, user = '', host = '', port, parameters = ''] = found;
  if (port !== undefined && !isSendable(port)) return undefined;
  const isLiteral = host.startsWith('[');
  if (!isOurs(isLiteral ? host.slice(1, -1) : host.toLowerCase()) || /;\s*maddr\s*=/i.test(parameters))
    return undefined;
  const named = /;\s*transport\s*=\s*(udp|tcp|tls)\s*(?:;|$)/i.exec(parameters)?.[1]?.toLowerCase();
  if (named === undefined && /;\s*transport\s*=/i.test(parameters)) return undefined;
  const isSips = /^\s*sips:/i.test(uri) && named !== 'udp';
  const transport = isSips || (isSecure && named === undefined) ? 'tls' : named;
  if (isSecure && transport !== 'tls') return undefined;
  return `sip:${user}@${host}${port === undefined ? '' : `:${port}`}${transport === undefined ? '' : `;transport=${transport}`}`;
}

/** Whether something can be sent to a port written so. */
function isSendable(port: string): boolean {
  return Number(port) > 0 && Number(port) <= 65_535;
}

/** `sip:+8613800000001@192.0.2.9:5060;transport=udp?Subject=x`, the parts that are read. */
const SIP_URI =
  /^\s*sips?:([\w.!~*'()&=+$,;?/%#-]{1,128})@(\[[\da-f:.]+\]|[a-z\d.-]{1,253})(?::(\d{1,5}))?((?:;[^?]*)?)(?:\?.*)?$/i;

/** The key by which two targets are equal: the default port may be explicit or not. */
function targetOf(uri: string): string {
  const [, user = '', host = '', port = '5060'] = SIP_URI.exec(uri) ?? [];
  return host === '' ? uri : `${user}@${host.toLowerCase()}:${port}`;
}

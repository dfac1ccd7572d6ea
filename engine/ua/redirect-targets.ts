/**
 * Where a redirected request goes (RFC 3261 8.1.3.4): the Contacts of a 3xx within the trunk's own hosts, by q. Each
 * target is tried once and their number is bounded, so that no peer can make it go on for ever.
 */
import { addressList } from '../../config/address.js';
import { urisWithParameters } from './headers/uri-user.js';
import type { IncomingResponse } from './transactions/transactions.js';

/** Targets of redirections of one request. */
const MAX_REDIRECTS = 5;

export interface Redirected {
  /** Addresses, CIDR blocks and names. */
  readonly hosts: readonly string[];
  /** Where the request goes at first. */
  readonly uri: string;
  readonly nextHop?: string | undefined;
  /** A callee's URI has a user, and a registrar's has none; users are left out then. */
  readonly hasUser: boolean;
}

export class RedirectTargets {
  readonly #hosts: readonly string[];
  /** Whether the request goes over TLS: then it goes nowhere else. */
  readonly #isSecure: boolean;
  readonly #tried: Set<string>;
  readonly #waiting: string[] = [];
  #left = MAX_REDIRECTS;
  readonly #hasUser: boolean;

  constructor({ hosts, uri, nextHop, hasUser }: Redirected) {
    this.#hosts = hosts;
    this.#hasUser = hasUser;
    this.#isSecure = [uri, nextHop ?? ''].some((one) =>
      /^sips:|;\s*transport\s*=\s*tls\s*(?:;|$)/i.test(one),
    );
    this.#tried = new Set([targetOf(uri), targetOf(nextHop ?? uri)]);
  }

  /** A 3xx: its Contacts are next. */
  add(redirection: Pick<IncomingResponse, 'header'>): void {
    const contacts = contactsOf(redirection, this.#hosts, this.#isSecure);
    this.#waiting.unshift(...contacts.flatMap((uri) => this.#fitting(uri)));
  }

  /** The target to try now, as our own URI; undefined if there is none left. */
  next(): string | undefined {
    for (;;) {
      const uri = this.#waiting.shift();
      if (uri === undefined || this.#left === 0) return undefined;
      if (this.#tried.has(targetOf(uri))) continue;
      this.#tried.add(targetOf(uri));
      this.#left -= 1;
      return uri;
    }
  }

  #fitting(uri: string): string[] {
    if (!this.#hasUser) return [uri.replace(/^sip:[^@]*@/, 'sip:')];
    return uri.includes('@') ? [uri] : [];
  }

  /** Forgets the targets that are not tried yet. */
  clear(): void {
    this.#waiting.splice(0);
  }
}

/** Contacts of a 3xx within the hosts, best first (RFC 3261 20.10); each as our own URI. */
function contactsOf(
  response: Pick<IncomingResponse, 'header'>,
  hosts: readonly string[],
  isSecure: boolean,
): string[] {
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
  const [, user, host = '', port, parameters = ''] = found;
  if (port !== undefined && !isSendable(port)) return undefined;
  const isLiteral = host.startsWith('[');
  if (!isOurs(isLiteral ? host.slice(1, -1) : host.toLowerCase()) || /;\s*maddr\s*=/i.test(parameters))
    return undefined;
  const named = /;\s*transport\s*=\s*(udp|tcp|tls)\s*(?:;|$)/i.exec(parameters)?.[1]?.toLowerCase();
  if (named === undefined && /;\s*transport\s*=/i.test(parameters)) return undefined;
  const isSips = /^\s*sips:/i.test(uri) && named !== 'udp';
  const transport = isSips || (isSecure && named === undefined) ? 'tls' : named;
  if (isSecure && transport !== 'tls') return undefined;
  return `sip:${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}${transport === undefined ? '' : `;transport=${transport}`}`;
}

/** Whether something can be sent to a port written so. */
function isSendable(port: string): boolean {
  return Number(port) > 0 && Number(port) <= 65_535;
}

/** `sip:+8613800000001@192.0.2.9:5060;transport=udp?Subject=x`, the parts that are read. */
const SIP_URI =
  /^\s*sips?:(?:([\w.!~*'()&=+$,;?/%#-]{1,128})@)?(\[[\da-f:.]+\]|[a-z\d.-]{1,253})(?::(\d{1,5}))?((?:;[^?]*)?)(?:\?.*)?$/i;

/** The key by which two targets are equal: the default port may be explicit or not. */
function targetOf(uri: string): string {
  const [, user = '', host = '', port = '5060'] = SIP_URI.exec(uri) ?? [];
  return host === '' ? uri : `${user}@${host.toLowerCase()}:${port}`;
}

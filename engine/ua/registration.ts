/**
 * Registers us with a carrier's registrar (RFC 3261 10.2). All REGISTERs of one registration have one Call-ID, From tag
 * and growing CSeqs, and answer the challenge of the one before in advance. When to register, and again, is decided by
 * the engine (sip/trunks/registrations.ts).
 */
import { randomBytes } from 'node:crypto';
import { DialogCredentials } from './session/dialog-credentials.js';
import { newCallId } from './headers/call-id.js';
import { ALLOWED_METHODS } from './headers/leg-headers.js';
import { retryAfterOf } from './headers/peer-headers.js';
import { serviceRoutesOf } from './headers/service-route.js';
import { urisWithParameters } from './headers/uri-user.js';
import type { RegisterOutcome, RegisterRequest } from '../sip/signaling.js';
import type { IncomingResponse } from './transactions/transactions.js';
import type { UaLink } from './link.js';
import { RedirectTargets } from './redirect-targets.js';

/** Repeats of one REGISTER for its challenges increment CSeq, too. */
const CSEQ_STEP = 8;
/** A registrar may ask for no longer interval. */
const MAX_SECONDS = 604_800;
const MAX_REGISTRATIONS = 1000;

interface Registration {
  readonly callId: string;
  readonly tag: string;
  readonly credentials: DialogCredentials | undefined;
  cseq: number;
  /** What the registrar has asked for by 423. */
  minSeconds: number;
}

export class UaRegistrations {
  readonly #link: UaLink;
  readonly #known = new Map<string, Registration>();

  constructor(link: UaLink) {
    this.#link = link;
  }

  /** Resolves with the registrar's final answer, or with what stands for it; rejects if the server is lost. */
  async register(request: RegisterRequest): Promise<RegisterOutcome> {
    const registration = this.#of(request);
    const { response, contact, seconds } = await this.#ask(request, registration);
    if (request.expiresSeconds === 0) this.#known.delete(keyOf(request));
    const { status, isMadeUp } = response;
    const retryAfterSeconds = retryAfterOf(response);
    const answer = { status, isMadeUp, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
    if (status >= 300) return answer;
    const serviceRoutes = serviceRoutesOf(response);
    return {
      ...answer,
      grantedSeconds: grantedBy(response, contact, seconds),
      ...(serviceRoutes && { serviceRoutes }),
    };
  }

  /** A longer minimum is accepted once (RFC 3261 10.2.8), and each target of a redirection asked once (8.1.3.4). */
  async #ask(request: RegisterRequest, registration: Registration): Promise<Answered> {
    const elsewhere = new Elsewhere(request);
    let hasRaised = false;
    for (let asked: RegisterRequest | undefined = request; ;) {
      const answered: Answered = await this.#send(asked, registration);
      const { response } = answered;
      const minimum = secondsOf(response.header('Min-Expires'));
      const isTooShort = response.status === 423 && minimum !== undefined && minimum <= MAX_SECONDS;
      if (isTooShort && !hasRaised) {
        hasRaised = true;
        registration.minSeconds = minimum;
        continue;
      }
      asked = elsewhere.after(response);
      if (asked === undefined) return answered;
    }
  }

  async #send(request: RegisterRequest, registration: Registration): Promise<Answered> {
    const { uri, nextHop, addressOfRecord, contactUser, expiresSeconds } = request;
    const seconds = expiresSeconds === 0 ? 0 : Math.max(expiresSeconds, registration.minSeconds);
    const transport = /;transport=(tcp|tls)/i.exec(nextHop ?? uri)?.[1];
    registration.cseq += CSEQ_STEP;
    let contact = '';
    const headers = {
      From: `<${addressOfRecord}>;tag=${registration.tag}`,
      To: `<${addressOfRecord}>`,
      'Call-ID': registration.callId,
      CSeq: `${registration.cseq} REGISTER`,
      Contact: `<sip:${contactUser}@localhost${transport === undefined ? '' : `;transport=${transport.toLowerCase()}`}>`,
      Expires: String(seconds),
      // RFC 3327 5.1: a proxy on the way may have calls to us come through it.
      Supported: 'path',
      Allow: ALLOWED_METHODS,
      'User-Agent': 'Callveil',
    };
    const { credentials } = registration;
    const asked = { method: 'REGISTER', headers, nextHop, credentials };
    const onSent = (sent: { header(name: string): string | undefined }): void =>
      void (contact = sent.header('Contact') ?? '');
    return { response: await this.#link.exchange(asked, uri, { onSent }), contact, seconds };
  }

  #of(request: RegisterRequest): Registration {
    const key = keyOf(request);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { credentials } = request;
    const registration = {
      callId: newCallId(),
      tag: randomBytes(8).toString('hex'),
      credentials: credentials && new DialogCredentials(credentials),
      cseq: 0,
      minSeconds: 0,
    };
    if (this.#known.size < MAX_REGISTRATIONS) this.#known.set(key, registration);
    return registration;
  }
}

interface Answered {
  readonly response: IncomingResponse;
  /** As it was sent. */
  readonly contact: string;
  readonly seconds: number;
}

/**
 * A REGISTER after a 3xx, and after a refusal where that led. A 305 names a proxy, which gets it for the same domain
 * (RFC 3261 21.3.4); any other 3xx names another registrar. The next REGISTER begins at the configured one again.
 */
class Elsewhere {
  readonly #request: RegisterRequest;
  #targets: RedirectTargets | undefined;
  #areProxies = false;

  constructor(request: RegisterRequest) {
    this.#request = request;
  }

  /** Undefined if the answer is final. */
  after(response: IncomingResponse): RegisterRequest | undefined {
    const { status } = response;
    const { redirects: hosts, uri, nextHop } = this.#request;
    if (hosts === undefined || status < 300 || status >= 600) return undefined;
    if (status < 400) {
      this.#areProxies = status === 305;
      (this.#targets ??= new RedirectTargets({ hosts, uri, nextHop, hasUser: false })).add(response);
    }
    const target = this.#targets?.next();
    if (target === undefined) return undefined;
    const way = this.#areProxies ? { nextHop: target } : { uri: target, nextHop: undefined };
    return { ...this.#request, ...way };
  }
}

/** Another login is another registration. */
function keyOf({ uri, nextHop, addressOfRecord, contactUser, credentials }: RegisterRequest): string {
  return JSON.stringify([uri, nextHop, addressOfRecord, contactUser, credentials]);
}

/**
 * How long the binding lasts (RFC 3261 10.2.4): what its Contact says, else Expires, else what we asked for. The answer
 * lists other bindings too, such as that of our last start, and registrars behind a border controller rewrite hosts.
 */
export function grantedBy(
  response: Pick<IncomingResponse, 'header'>,
  contact: string,
  askedSeconds: number,
): number {
  const listed = urisWithParameters(response.header('Contact'));
  const own = targetOf(urisWithParameters(contact)[0]?.uri ?? '');
  const same = listed.filter(({ uri }) => targetOf(uri) === own);
  const ofUser = listed.filter(({ uri }) => targetOf(uri).split('@')[0] === own.split('@')[0]);
  const [ours] = same.length > 0 ? same : ofUser.length === 1 || listed.length !== 1 ? ofUser : listed;
  const expires = /;\s*expires\s*=\s*"?(\d{1,10})/i.exec(ours?.parameters ?? '')?.[1];
  return secondsOf(expires) ?? secondsOf(response.header('Expires')) ?? askedSeconds;
}

/** `user@host:port`, by which two Contacts are one. */
function targetOf(uri: string): string {
  const [, user = '', host = '', port = '5060'] =
    /^sips?:([^@;?]*)@(\[[^\]]*\]|[^:;?]*)(?::(\d+))?/i.exec(uri) ?? [];
  return `${user}@${host.toLowerCase()}:${port}`;
}

function secondsOf(text: string | undefined): number | undefined {
  const value = /^\s*(\d{1,10})/.exec(text ?? '')?.[1];
  return value === undefined ? undefined : Number(value);
}

/**
 * A signed POST to an application (spec 10): JSON, both generations of the signature, with a timeout and a limit on the
 * answer's size.
 */
import { randomUUID } from 'node:crypto';
import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { EndSignal } from '../end-signal.js';
import type { Application } from '../../routing/application.js';
import { passwordDigest, type Scheme } from './password-digest.js';
import type { ReceiverAddresses } from './receiver-address.js';

export type PostResult =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: string }
  | { readonly outcome: 'failed'; readonly because: string };

export interface PostOptions {
  readonly timeoutMs: number;
  /** Whether to read the answer's body. */
  readonly readsBody: boolean;
  readonly now: number;
  /** The same at each push of a message, so that its receiver recognises one that it has had. */
  readonly idempotencyKey?: string;
  readonly signal?: EndSignal;
}

const MAX_ANSWER_BYTES = 64 * 1024;
/** Common servers keep an idle connection for 5 s or longer; closing ours earlier avoids meeting their close. */
const KEEP_IDLE_MS = 4000;
type Receivers = Pick<ReceiverAddresses, 'refusal' | 'lookup' | 'issuers'>;

const AGENT_OPTIONS = { keepAlive: true, maxFreeSockets: 16, timeout: KEEP_IDLE_MS };

export class SignedPoster {
  readonly #http = new HttpAgent(AGENT_OPTIONS);
  #https = new HttpsAgent(AGENT_OPTIONS);
  /** Those that `#trust` has. */
  #issuers: string | undefined;
  #trust: { readonly secureContext?: SecureContext } = {};
  readonly #addresses: Receivers;

  constructor(addresses: Receivers) {
    this.#addresses = addresses;
  }

  /**
   * Never rejects. A redirect is an answer like any other and is not followed: the signature is for this address. If
   * the receiver closes a kept connection before the first byte of an answer, that says nothing about the receiver, so
   * the request is sent again at once on a new connection (RFC 9110 9.2.2 allows it where a repeat does no harm).
   */
  post(url: string, application: Application, body: string, options: PostOptions): Promise<PostResult> {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (target === undefined || !/^https?:$/.test(target.protocol))
      return Promise.resolve({ outcome: 'failed', because: 'the address is no URL' });
    const refusal = this.#addresses.refusal(target.hostname);
    if (refusal !== undefined) return Promise.resolve({ outcome: 'failed', because: refusal });
    const { lookup } = this.#addresses;
    const signal = AbortSignal.timeout(options.timeoutMs);
    const { agent, trust } = this.#way(target.protocol);
    const headers = headersOf(application, body, options);
    return new Promise((resolve) => {
      const send = (through: HttpAgent | false): void => {
        const how = { method: 'POST', agent: through, headers, signal, lookup, ...trust };
        const request = start(target, how, options, resolve);
        request.on('error', (error) => {
          if (metClosedConnection(request, error) && !isAborted(options)) return send(false);
          resolve({
            outcome: 'failed',
            because: signal.aborted ? `no answer within ${options.timeoutMs} ms` : error.message,
          });
        });
        request.end(body);
      };
      send(agent);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** After a reload with other issuers, a connection of the agent before, or its TLS session, is not used again. */
  #way(protocol: string): { readonly agent: HttpAgent; readonly trust: object } {
    if (protocol === 'http:') return { agent: this.#http, trust: {} };
    const { issuers } = this.#addresses;
    if (issuers !== this.#issuers) {
      this.#issuers = issuers;
      this.#https = new HttpsAgent(AGENT_OPTIONS);
      // Made once for all connections: the well-known issuers are many.
      const ca = issuers === undefined ? undefined : [...rootCertificates, issuers];
      this.#trust = ca === undefined ? {} : { secureContext: createSecureContext({ ca }) };
    }
    return { agent: this.#https, trust: this.#trust };
  }
}

/** A request whose answer is passed to `resolve`; the caller handles its errors. */
function start(
  target: URL,
  requestOptions: RequestOptions,
  options: PostOptions,
  resolve: (result: PostResult) => void,
): ClientRequest {
  const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, requestOptions);
  const release = options.signal?.onAbort(() => request.destroy());
  if (release !== undefined) request.on('close', release);
  request.on('response', (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      if (options.readsBody && text.length < MAX_ANSWER_BYTES) text += chunk;
    });
    response.on('error', (error) => resolve({ outcome: 'failed', because: error.message }));
    response.on('end', () => resolve({ outcome: 'answered', status: response.statusCode ?? 0, body: text }));
  });
  return request;
}

/** After the first byte of an answer, errors belong to the response. */
function metClosedConnection(request: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function isAborted({ signal }: PostOptions): boolean {
  return signal?.aborted === true;
}

/** Signed with the application's own key and secret (spec 2.1, 2.2), so that the receiver can verify the sender. */
function headersOf(
  { appKey, appSecret }: Application,
  body: string,
  { now, idempotencyKey }: PostOptions,
): Record<string, string> {
  const nonce = randomUUID().replaceAll('-', '');
  const created = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const token = (scheme: Scheme): string => {
    const digest = passwordDigest(scheme, nonce, created, appSecret);
    return `UsernameToken Username="${appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`;
  };
  return {
    'Content-Type': 'application/json;charset=UTF-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Accept: 'application/json',
    Authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
    'X-AKSK': token('AKSK'),
    'X-WSSE': token('WSSE'),
    ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
  };
}

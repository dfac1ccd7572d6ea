/** A signed POST to an application (spec 10): JSON, both generations of the signature, a bound on time and on the answer. */
import { randomUUID } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LightAbortSignal } from '../light-abort.js';
import type { Application } from '../../routing/application.js';
import { passwordDigest, type Scheme } from '../api/privatenumber/auth-digest.js';

export type PostResult =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: string }
  | { readonly outcome: 'failed'; readonly because: string };

export interface PostOptions {
  readonly timeoutMs: number;
  /** Whether the answer's body is wanted. */
  readonly readsBody: boolean;
  readonly now: number;
  readonly signal?: LightAbortSignal;
}

const MAX_ANSWER_BYTES = 64 * 1024;

export class SignedPoster {
  readonly #http = new HttpAgent({ keepAlive: true, maxFreeSockets: 16 });
  readonly #https = new HttpsAgent({ keepAlive: true, maxFreeSockets: 16 });

  /** Never rejects. A redirect is an answer like any other, and is not followed: the signature is for this address. */
  post(url: string, application: Application, body: string, options: PostOptions): Promise<PostResult> {
    return new Promise((resolve) => {
      const fail = (because: string): void => resolve({ outcome: 'failed', because });
      const target = URL.canParse(url) ? new URL(url) : undefined;
      if (target === undefined || !/^https?:$/.test(target.protocol)) return fail('the address is no URL');
      const isSecure = target.protocol === 'https:';
      const signal = AbortSignal.timeout(options.timeoutMs);
      const request = (isSecure ? httpsRequest : httpRequest)(target, {
        method: 'POST',
        agent: isSecure ? this.#https : this.#http,
        headers: headersOf(application, body, options.now),
        signal,
      });
      if (options.signal?.aborted) request.destroy();
      options.signal?.addEventListener('abort', () => request.destroy(), { once: true });
      request.on('error', (error) =>
        fail(signal.aborted ? `no answer within ${options.timeoutMs} ms` : error.message),
      );
      request.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          if (options.readsBody && text.length < MAX_ANSWER_BYTES) text += chunk;
        });
        response.on('error', (error) => fail(error.message));
        response.on('end', () =>
          resolve({ outcome: 'answered', status: response.statusCode ?? 0, body: text }),
        );
      });
      request.end(body);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

/** The application's own key and secret sign (spec 2.1, 2.2), so that the receiver can tell who is calling. */
function headersOf({ appKey, appSecret }: Application, body: string, now: number): Record<string, string> {
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
  };
}

/**
 * A customer's client of the compatible API, one for each generation of signatures, written from the published rules
 * alone (spec 2): it shares no code with the server.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';

export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export type Sender = (request: PlainRequest) => Promise<PlainResponse>;

export interface ClientOptions {
  readonly scheme: 'WSSE' | 'AKSK';
  readonly appKey: string;
  readonly appSecret: string;
  readonly send: Sender;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Both headers for one request. */
export function signatureHeaders(
  { scheme, appKey, appSecret, clock = Date.now }: Omit<ClientOptions, 'send'>,
  nonce = randomBytes(8).toString('hex'),
): Record<string, string> {
  const created = new Date(clock()).toISOString().replace(/\.\d+Z$/, 'Z');
  const digest =
    scheme === 'WSSE'
      ? createHash('sha256')
          .update(nonce + created + appSecret)
          .digest('base64')
      : createHmac('sha256', appSecret)
          .update(nonce + created)
          .digest('base64');
  const token = `UsernameToken Username="${appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`;
  return {
    Authorization: `${scheme} realm="SDP",profile="UsernameToken",type="Appkey"`,
    [`X-${scheme}`]: token,
  };
}

export interface ClientAnswer {
  readonly status: number;
  readonly headers: PlainResponse['headers'];
  /** The JSON of the body; empty for none. */
  readonly json: Record<string, unknown>;
}

export class PrivateNumberClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  post(path: string, body: object): Promise<ClientAnswer> {
    return this.#request('POST', path, JSON.stringify(body));
  }

  put(path: string, body: object): Promise<ClientAnswer> {
    return this.#request('PUT', path, JSON.stringify(body));
  }

  get(path: string, query: Record<string, string>): Promise<ClientAnswer> {
    return this.#request('GET', `${path}?${new URLSearchParams(query).toString()}`);
  }

  delete(path: string, query: Record<string, string>): Promise<ClientAnswer> {
    return this.#request('DELETE', `${path}?${new URLSearchParams(query).toString()}`);
  }

  /** Anything else: a raw body, other headers. */
  async raw(
    method: string,
    path: string,
    body?: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<ClientAnswer> {
    const response = await this.#options.send({
      method,
      path,
      headers: { ...signatureHeaders(this.#options), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const isJson = (response.headers['content-type'] ?? '').includes('json') && response.body !== '';
    return {
      status: response.status,
      headers: response.headers,
      json: isJson ? (JSON.parse(response.body) as Record<string, unknown>) : {},
    };
  }

  #request(method: string, path: string, body?: string): Promise<ClientAnswer> {
    return this.raw(method, path, body, {
      Accept: 'application/json',
      'Content-Type': 'application/json;charset=UTF-8',
    });
  }
}

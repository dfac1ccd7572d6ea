/**
 * An OpenID provider (Core 1.0, Discovery 1.0) that signs every browser in at once, as the person whom the test chooses. It
 * checks what a client sends, and spoils what it answers where a test asks for that.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

export const client = { id: 'callveil', secret: 'client-secret-0123456789' };

interface Key {
  readonly kid: string;
  readonly own: CryptoKey;
  readonly shown: JWK;
}

interface Granted {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

export class OpenIdProvider {
  /** The person who signs in. */
  claims: JWTPayload = { sub: 'person-1', preferred_username: 'li', roles: ['staff', 'callveil-operators'] };
  /** What the next ID tokens have in place of the right thing. */
  spoil: JWTPayload = {};
  /** Signs with a key that it does not show. */
  signsWithOther = false;
  /** What browsers asked of the page to sign out. */
  readonly signedOut: URLSearchParams[] = [];
  readonly #codes = new Map<string, Granted>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #key!: Key;
  #other!: Key;
  /** Requests for the description. */
  described = 0;

  static async start(): Promise<OpenIdProvider> {
    const provider = new OpenIdProvider();
    await provider.changeKey();
    provider.#other = await newKey();
    await new Promise<void>((resolve) => provider.#server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  /** `localhost`, which to a browser is another site than 127.0.0.1. */
  get issuer(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async changeKey(): Promise<void> {
    this.#key = await newKey();
  }

  /** What a browser at the page of the provider is sent back to. */
  async visit(page: string): Promise<URL> {
    const response = await fetch(page, { redirect: 'manual' });
    return new URL(response.headers.get('location') ?? '');
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
    switch (pathname) {
      case '/.well-known/openid-configuration':
        this.described += 1;
        return json(response, 200, this.#description);
      case '/authorize':
        return redirect(response, this.#authorize(searchParams));
      case '/token':
        return this.#token(request, response);
      case '/keys':
        return json(response, 200, { keys: [this.#key.shown] });
      case '/sign-out':
        this.signedOut.push(searchParams);
        return redirect(response, searchParams.get('post_logout_redirect_uri') ?? '');
      default:
        return json(response, 404, {});
    }
  }

  get #description(): object {
    const { issuer } = this;
    return {
      ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
      ...{ jwks_uri: `${issuer}/keys`, end_session_endpoint: `${issuer}/sign-out` },
      ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  #authorize(asked: URLSearchParams): string {
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    const isRight =
      asked.get('client_id') === client.id &&
      asked.get('response_type') === 'code' &&
      asked.get('code_challenge_method') === 'S256' &&
      (asked.get('scope') ?? '').split(' ').includes('openid');
    if (!isRight) {
      back.searchParams.set('error', 'invalid_request');
      return back.href;
    }
    const code = randomUUID();
    this.#codes.set(code, {
      challenge: asked.get('code_challenge') ?? '',
      nonce: asked.get('nonce') ?? '',
      redirectUri: asked.get('redirect_uri') ?? '',
    });
    back.searchParams.set('code', code);
    return back.href;
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = new URLSearchParams(await text(request));
    const granted = this.#codes.get(sent.get('code') ?? '');
    this.#codes.delete(sent.get('code') ?? '');
    if (clientOf(request) !== `${client.id}:${client.secret}`)
      return json(response, 401, { error: 'invalid_client' });
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    if (granted?.challenge !== challenge || granted.redirectUri !== sent.get('redirect_uri'))
      return json(response, 400, { error: 'invalid_grant' });
    const now = Math.floor(Date.now() / 1000);
    const key = this.signsWithOther ? this.#other : this.#key;
    const claims = { iss: this.issuer, aud: client.id, iat: now, exp: now + 300, nonce: granted.nonce };
    const token = await new SignJWT({ ...claims, ...this.claims, ...this.spoil })
      .setProtectedHeader({ alg: 'RS256', kid: this.#key.kid })
      .sign(key.own);
    return json(response, 200, {
      ...{ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token },
    });
  }
}

/** Both halves are form-encoded (RFC 6749 2.3.1). */
function clientOf({ headers }: IncomingMessage): string {
  const [, proof = ''] = /^Basic (.*)$/.exec(headers.authorization ?? '') ?? [];
  return Buffer.from(proof, 'base64').toString().split(':').map(decodeURIComponent).join(':');
}

async function newKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = randomUUID();
  return { kid, own: privateKey, shown: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

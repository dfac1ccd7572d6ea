/**
 * Signing in with OpenID Connect (Core 1.0, the authorization code flow, with PKCE of RFC 7636): the provider says who it is,
 * and a claim of its ID token says the role, by a table in the configuration. Nothing is kept of the provider but its
 * description, for minutes: each sign-in fetches the keys, so a key that the provider has changed is known at once.
 *
 * Nothing is kept of a sign-in that has begun either, because everyone may begin one: strangers who begin many would push
 * out those of operators. The state that goes with the browser has its end and a proof that it was made here, and nonce and
 * verifier are derived from it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Configuration, IDToken, ServerMetadata } from 'openid-client';
import type { OpenIdConfig } from '../../config/config.js';
import type { Operator } from './operator.js';

/** How long an operator may take at the provider. */
const FLOW_MS = 600_000;
const DESCRIPTION_MS = 300_000;
const TIMEOUT_SECONDS = 10;
/** States that have come back; a further one replaces the oldest. */
const MOST_FINISHED = 10_000;
const LONGEST_NAME = 64;

export type OpenIdFault =
  /** The provider does not answer. */
  | 'openid-away'
  /** It refuses, or what it says is not valid. */
  | 'openid-refused'
  /** No role is configured for the operator. */
  | 'openid-no-role';

export class OpenIdError extends Error {
  override readonly name = 'OpenIdError';

  constructor(
    readonly fault: OpenIdFault,
    cause?: unknown,
  ) {
    super(fault, { cause });
  }
}

export interface OpenIdUser {
  readonly operator: Operator;
  readonly subject: string;
  readonly idToken: string;
}

export class OpenId {
  readonly #config: OpenIdConfig;
  readonly #returnUrl: URL;
  readonly #elapsed: () => number;
  /** A restart ends what has begun. */
  readonly #key = randomBytes(32);
  /** States that have come back, with their ends. */
  readonly #finished = new Map<string, number>();
  #described: { readonly metadata: ServerMetadata; readonly until: number } | undefined;

  /** `returnUrl`: where the provider sends the browser back to. */
  constructor(config: OpenIdConfig, returnUrl: URL, elapsed: () => number) {
    this.#config = config;
    this.#returnUrl = returnUrl;
    this.#elapsed = elapsed;
  }

  get name(): string {
    return this.#config.name;
  }

  /**
   * Where the browser goes, and the state, which the same browser has to bring back. Rejects with OpenIdError
   * (openid-away).
   */
  async begin(): Promise<{ readonly url: URL; readonly state: string }> {
    const library = await import('openid-client');
    const configuration = await this.#describe();
    const begun = `${library.randomState()}.${Math.ceil(this.#elapsed() + FLOW_MS)}`;
    const state = `${begun}.${this.#derived('state', begun)}`;
    const url = library.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#returnUrl.href,
      scope: this.#config.scopes.join(' '),
      code_challenge: await library.calculatePKCECodeChallenge(this.#derived('verifier', state)),
      code_challenge_method: 'S256',
      ...{ state, nonce: this.#derived('nonce', state) },
    });
    return { url, state };
  }

  /** Whether it was made here, not long ago, and has not come back before. */
  hasBegun(state: string): boolean {
    const [, begun = '', until = '', proof = ''] = /^(.+\.(\d+))\.([\w-]{43})$/.exec(state) ?? [];
    const wanted = Buffer.from(this.#derived('state', begun));
    const isProven = proof.length === wanted.length && timingSafeEqual(Buffer.from(proof), wanted);
    return isProven && Number(until) >= this.#elapsed() && !this.#finished.has(state);
  }

  /**
   * Who has come back. `state`: what this browser was given; `query`: what the provider sent it back with. A state counts
   * once. Rejects with OpenIdError.
   */
  async finish(state: string, query: string): Promise<OpenIdUser> {
    if (!this.hasBegun(state)) throw new OpenIdError('openid-refused', 'it has not begun here, or long ago');
    this.#noteFinished(state);
    const library = await import('openid-client');
    const configuration = await this.#describe();
    const url = new URL(this.#returnUrl);
    url.search = query;
    const tokens = await library
      .authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: this.#derived('verifier', state),
        expectedState: state,
        expectedNonce: this.#derived('nonce', state),
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        throw new OpenIdError(isAway(error) ? 'openid-away' : 'openid-refused', error);
      });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined)
      throw new OpenIdError('openid-refused', 'no ID token');
    return { operator: this.#operatorOf(claims), subject: claims.sub, idToken: tokens.id_token };
  }

  /** Where the browser goes to sign out at the provider as well; undefined if the provider has no such page. */
  async signOutUrl(idToken: string, back: URL): Promise<string | undefined> {
    const library = await import('openid-client');
    const configuration = await this.#describe().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    const parameters = { id_token_hint: idToken, post_logout_redirect_uri: back.href };
    return library.buildEndSessionUrl(configuration, parameters).href;
  }

  #noteFinished(state: string): void {
    const now = this.#elapsed();
    for (const [known, until] of this.#finished)
      if (until < now || this.#finished.size >= MOST_FINISHED) this.#finished.delete(known);
    this.#finished.set(state, now + FLOW_MS);
  }

  /** 43 letters, digits, `-` and `_`: as long as a verifier has to be (RFC 7636 4.1). */
  #derived(what: 'state' | 'nonce' | 'verifier', of: string): string {
    return createHmac('sha256', this.#key).update(`${what} ${of}`).digest('base64url');
  }

  /** The first row of the table that fits. Throws OpenIdError (openid-no-role). */
  #operatorOf(claims: IDToken): Operator {
    const { nameClaim, roleClaim, roles } = this.#config;
    const values = [claims[roleClaim]].flat().filter((value) => typeof value === 'string');
    const row = roles.find(({ value }) => values.includes(value));
    if (row === undefined) throw new OpenIdError('openid-no-role');
    const name = [claims[nameClaim], claims['email'], claims.sub].find((one) => typeof one === 'string');
    const { role, applications } = row;
    return {
      name: String(name).slice(0, LONGEST_NAME),
      role,
      ...(role === 'subscriber' && { applications: applications ?? [] }),
      by: 'openid',
    };
  }

  /** A configuration of its own for each sign-in: the keys are fetched with it. */
  async #describe(): Promise<Configuration> {
    const library = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.#config;
    const isPlain = issuer.startsWith('http:');
    const hardened = (configuration: Configuration): Configuration => {
      // A plain address is one of this machine: the check of the configuration takes no other.
      if (isPlain) library.allowInsecureRequests(configuration);
      // Signatures are checked although the token comes over TLS.
      library.enableNonRepudiationChecks(configuration);
      configuration.timeout = TIMEOUT_SECONDS;
      return configuration;
    };
    if (this.#described === undefined || this.#described.until < this.#elapsed()) {
      const found = await library
        .discovery(new URL(issuer), clientId, clientSecret, undefined, {
          execute: isPlain ? [library.allowInsecureRequests] : [],
          timeout: TIMEOUT_SECONDS,
        })
        .catch((error: unknown) => {
          throw new OpenIdError('openid-away', error);
        });
      this.#described = { metadata: found.serverMetadata(), until: this.#elapsed() + DESCRIPTION_MS };
    }
    const { metadata } = this.#described;
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const proof = methods.includes('client_secret_basic')
      ? library.ClientSecretBasic(clientSecret)
      : library.ClientSecretPost(clientSecret);
    return hardened(new library.Configuration(metadata, clientId, clientSecret, proof));
  }
}

/** The network, and not what was said over it: fetch fails with a TypeError, and the library has a code for a timeout. */
function isAway(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof Error && 'code' in error && error.code === 'OAUTH_TIMEOUT';
}

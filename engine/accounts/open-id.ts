/**
 * Signing in with OpenID Connect (Core 1.0, the authorization code flow, with PKCE of RFC 7636): the provider says who it is,
 * and a claim of its ID token says the role, by a table in the configuration. Nothing is kept of the provider but its
 * description, for minutes: each sign-in fetches the keys, so a key that the provider has changed is known at once.
 */
import type { Configuration, IDToken, ServerMetadata } from 'openid-client';
import type { OpenIdConfig } from '../../config/config.js';
import type { Operator } from './operator.js';

/** How long an operator may take at the provider. */
const FLOW_MS = 600_000;
const DESCRIPTION_MS = 300_000;
const TIMEOUT_SECONDS = 10;
/** Begun and not ended; a further one replaces the oldest. */
const MOST_FLOWS = 1000;
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

interface Flow {
  readonly configuration: Configuration;
  readonly verifier: string;
  readonly nonce: string;
  readonly until: number;
}

export class OpenId {
  readonly #config: OpenIdConfig;
  readonly #returnUrl: URL;
  readonly #elapsed: () => number;
  readonly #flows = new Map<string, Flow>();
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
    const [state, nonce] = [library.randomState(), library.randomNonce()];
    const verifier = library.randomPKCECodeVerifier();
    const now = this.#elapsed();
    for (const [known, { until }] of this.#flows)
      if (until < now || this.#flows.size >= MOST_FLOWS) this.#flows.delete(known);
    this.#flows.set(state, { configuration, verifier, nonce, until: now + FLOW_MS });
    const url = library.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#returnUrl.href,
      scope: this.#config.scopes.join(' '),
      code_challenge: await library.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...{ state, nonce },
    });
    return { url, state };
  }

  /**
   * Who has come back. `state`: what this browser was given; `query`: what the provider sent it back with. A state counts
   * once. Rejects with OpenIdError.
   */
  async finish(state: string | undefined, query: string): Promise<OpenIdUser> {
    const flow = state === undefined ? undefined : this.#flows.get(state);
    if (state === undefined || flow === undefined || flow.until < this.#elapsed())
      throw new OpenIdError('openid-refused', 'this browser has not begun it, or long ago');
    this.#flows.delete(state);
    const library = await import('openid-client');
    const url = new URL(this.#returnUrl);
    url.search = query;
    const tokens = await library
      .authorizationCodeGrant(flow.configuration, url, {
        pkceCodeVerifier: flow.verifier,
        expectedState: state,
        expectedNonce: flow.nonce,
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

/** The network, and not what was said over it. */
function isAway(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
}

/** Who may use the operator API, and how they sign in; the defaults are in operator-schema.ts. */

export type OperatorRole = 'admin' | 'operator' | 'viewer' | 'auditor' | 'subscriber';

export interface OpenIdConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the button. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** Claims of the ID token: who it is, and which roles it has. */
  readonly nameClaim: string;
  readonly roleClaim: string;
  /** The first row that fits is the role; without one the operator is refused. */
  readonly roles: readonly {
    readonly value: string;
    readonly role: OperatorRole;
    /** subscriber: the applications whose messages it may read. */
    readonly applications?: readonly string[];
  }[];
}

export interface OperatorConfig {
  readonly host: string;
  readonly port: number;
  readonly tokens: readonly {
    readonly name: string;
    readonly role: OperatorRole;
    readonly token: string;
    /** subscriber: the applications whose messages it may read. */
    readonly applications?: readonly string[];
  }[];
  /** Whether the web console is served under `/console/`. */
  readonly console: boolean;
  /** Where browsers reach the listener; absent: at the host they name. */
  readonly publicUrl?: string;
  /** Proxies whose X-Forwarded-For and -Proto are believed. */
  readonly trustedProxies: readonly string[];
  readonly accounts: {
    /** Whether every account needs one before anything else. */
    readonly secondFactor: 'optional' | 'required';
    /** A session ends after that long without use, */
    readonly idleMinutes: number;
    /** and after that long in any case. */
    readonly sessionHours: number;
  };
  /** Absent: OpenID Connect signs no one in. */
  readonly openId?: OpenIdConfig;
  /** Whether bindings are shown to viewers without their `userData`. */
  readonly hideUserData: boolean;
}

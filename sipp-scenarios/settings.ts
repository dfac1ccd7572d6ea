/** The configurations that the SIPp scenarios are played on. */

export const LOOPBACK_6 = '::1';
export const OPERATOR_TOKEN = 'token-of-the-scenarios';

/** What stands beside the trunk `carrier`, at an address and a port of its own. */
export type OtherKind =
  /** One more trunk out, tried after the first. */
  | 'trunk'
  /** The second server of the first trunk's name, as DNS says by SRV. */
  | 'server'
  /** The registrar of the first trunk. */
  | 'registrar';

export interface Settings {
  /** Mode of the application; AXB unless said otherwise. */
  readonly mode?: 'AX' | 'AXYB' | 'X';
  readonly limits?: Readonly<Record<string, number>>;
  readonly operator?: object;
  readonly media?: object;
  /** Keys of the first trunk. */
  readonly trunk?: { readonly register?: object; readonly [key: string]: unknown };
  readonly others?: Readonly<Record<string, OtherKind>>;
}

/**
 * Configuration of the service, as far as scenarios differ in it; those of one name share a service.
 */
const KINDS = {
  /** Every machine uses more of its memory: no call is taken. */
  overloaded: { limits: { memoryPercent: 1 } },
  /** The operator begins a drain before the call. */
  draining: { operator: { port: 0, tokens: [{ name: 'sipp', role: 'operator', token: OPERATOR_TOKEN }] } },
  /** What ends by itself ends soon. */
  hasty: { limits: { maxCallSeconds: 3 } },
  /** Silence ends a call long before its time is over. */
  'wants-audio': { limits: { maxCallSeconds: 20 }, media: { silenceTimeoutSeconds: 2 } },
  /** Calls last until a session timer of the shortest interval there is has run down to its refresh. */
  patient: { limits: { maxCallSeconds: 90 } },
  /** The carrier may encrypt its audio. */
  encrypts: { limits: { maxCallSeconds: 3 }, trunk: { media: { encryption: 'offered' } } },
  /** A carrier that writes and wants to be written numbers, identities, headers and codecs in forms of its own. */
  'other-forms': {
    limits: { maxCallSeconds: 3 },
    trunk: {
      numberFormat: 'national',
      numbers: { outbound: { calledRules: [{ pattern: '(1\\d{10})', rewrite: '0$1' }] } },
      identity: { headers: ['Remote-Party-ID'], userPhone: true, phoneContext: '+86' },
      headers: [{ name: 'X-Account', value: '4711 {display}' }],
      media: { codecs: ['PCMA'] },
    },
  },
  /** Two trunks lead out. What one is found to be, only calls find out. */
  'two-trunks': {
    limits: { maxCallSeconds: 3 },
    trunk: { firstAnswerSeconds: 1, health: { options: 'never' } },
    others: { second: 'trunk' },
  },
  /** The trunk is a name with two servers. */
  'two-servers': { limits: { maxCallSeconds: 3 }, others: { second: 'server' } },
  /** The trunk wants us registered. */
  registering: {
    limits: { maxCallSeconds: 3 },
    trunk: { register: { contactUser: 'line-1', retrySeconds: 1, maxRetrySeconds: 1 } },
    others: { registrar: 'registrar' },
  },
  /** The trunk must prove its calls by digest. */
  proving: {
    limits: { maxCallSeconds: 3 },
    trunk: { authenticate: { users: [{ username: 'sipp', password: 'scenario' }], algorithms: ['MD5'] } },
  },
  /** The modes of an application in which messages are carried, beside AXB. */
  'mode-ax': { mode: 'AX' },
  'mode-axyb': { mode: 'AXYB' },
  'mode-x': { mode: 'X' },
  /** IPv6 beside IPv4: calls to B go out by IPv6. */
  'both-families': { limits: { maxCallSeconds: 3 }, media: { host6: LOOPBACK_6 } },
} as const satisfies Readonly<Record<string, Settings>>;

export type SettingsName = keyof typeof KINDS;

export const SETTINGS: Readonly<Record<SettingsName, Settings>> = KINDS;

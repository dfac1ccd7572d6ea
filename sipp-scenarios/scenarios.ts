/**
 * The SIPp scenarios: who does what, on which binding, and how it must end. A scenario pairs a caller's file with a
 * callee's; the runner places the call through the whole service and judges both sides, the record and the privacy.
 */

export const LOOPBACK_6 = '::1';

/** Configuration of the service, as far as scenarios differ in it; those of one name share a service. */
export const SETTINGS = {
  /** Every machine uses more of its memory: no call is taken. */
  overloaded: { limits: { memoryPercent: 1 } },
  /** The operator begins a drain before the call. */
  draining: {
    operator: { port: 0, tokens: [{ name: 'sipp', role: 'operator', token: 'token-of-the-scenarios' }] },
  },
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
  /** The trunk must prove its calls by digest. */
  proving: {
    limits: { maxCallSeconds: 3 },
    trunk: { authenticate: { users: [{ username: 'sipp', password: 'scenario' }], algorithms: ['MD5'] } },
  },
  /** IPv6 beside IPv4: calls to B go out by IPv6. */
  'both-families': { limits: { maxCallSeconds: 3 }, media: { host6: LOOPBACK_6 } },
} as const;

export type SettingsName = keyof typeof SETTINGS;

export interface Scenario {
  /** What happens, as a file-name-like sentence. */
  readonly name: string;
  readonly caller: string;
  /** Absent where no phone may ring. */
  readonly callee?: string;
  /** Address of the caller; 127.0.0.1 unless said otherwise. That of the callee goes with the settings. */
  readonly callerHost?: typeof LOOPBACK_6;
  /** Which party of the binding calls X; a stranger is in no binding. */
  readonly from: 'A' | 'B' | 'stranger';
  readonly transport?: 'udp' | 'tcp';
  readonly binding?: { readonly callDirection?: 0 | 1 | 2 };
  /** Dialled instead of X, for a number that is not ours. */
  readonly dials?: string;
  /** X is dialled without its country code. */
  readonly dialsNational?: boolean;
  /** User part of From that the callee sees, with `[national]` for X without country code; X unless said otherwise. */
  readonly shown?: string;
  /** Final SIP status the caller must have seen; 200 when answered. */
  readonly status: number;
  /** `hasty` unless said otherwise. */
  readonly settings?: SettingsName;
  /** How long either side may take; 20 unless said otherwise. */
  readonly seconds?: number;
  /** Vendor state code of the disconnect event (spec 11.1); absent where no application hears of the call. */
  readonly stateCode?: number;
  /** Its description, where the code does not tell two endings apart. */
  readonly stateDesc?: string;
}

/** The scenarios of those names, or all, by the settings they share. */
export function bySettings(names: readonly string[] = []): ReadonlyMap<SettingsName, readonly Scenario[]> {
  const wanted = SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name));
  const groups = new Map<SettingsName, Scenario[]>();
  for (const scenario of wanted) {
    const settings = scenario.settings ?? 'hasty';
    groups.set(settings, [...(groups.get(settings) ?? []), scenario]);
  }
  return groups;
}

const HANGS_UP = 'caller-hangs-up';
const REFUSED = 'caller-is-refused';
const ANSWERS = 'callee-answers';

export const SCENARIOS: readonly Scenario[] = [
  { name: 'a-calls-b-and-hangs-up', caller: HANGS_UP, callee: ANSWERS, from: 'A', status: 200, stateCode: 0 },
  { name: 'b-calls-a-and-hangs-up', caller: HANGS_UP, callee: ANSWERS, from: 'B', status: 200, stateCode: 0 },
  {
    name: 'caller-proves-itself',
    caller: 'caller-proves-itself',
    callee: ANSWERS,
    from: 'A',
    status: 200,
    settings: 'proving',
    stateCode: 0,
  },
  {
    name: 'call-over-ipv6',
    caller: HANGS_UP,
    callerHost: LOOPBACK_6,
    callee: ANSWERS,
    from: 'A',
    settings: 'both-families',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'call-from-ipv4-to-ipv6',
    caller: HANGS_UP,
    callee: ANSWERS,
    from: 'A',
    settings: 'both-families',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'call-from-ipv6-to-ipv4',
    caller: HANGS_UP,
    callerHost: LOOPBACK_6,
    callee: ANSWERS,
    from: 'B',
    settings: 'both-families',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'call-over-tcp',
    caller: HANGS_UP,
    callee: ANSWERS,
    from: 'A',
    transport: 'tcp',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'callee-hangs-up',
    caller: 'caller-waits-for-bye',
    callee: 'callee-hangs-up',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'direction-refused',
    caller: REFUSED,
    from: 'B',
    binding: { callDirection: 1 },
    status: 403,
    stateCode: 8016,
  },
  { name: 'stranger-refused', caller: REFUSED, from: 'stranger', status: 403, stateCode: 8014 },
  {
    name: 'caller-offers-srtp',
    caller: 'caller-offers-srtp',
    callee: ANSWERS,
    from: 'A',
    status: 200,
    stateCode: 0,
    settings: 'encrypts',
  },
  { name: 'number-not-ours', caller: REFUSED, from: 'A', dials: '+8617199999999', status: 404 },
  {
    name: 'refused-while-overloaded',
    caller: 'caller-is-refused-for-now',
    from: 'A',
    settings: 'overloaded',
    status: 503,
  },
  {
    name: 'refused-while-draining',
    caller: 'caller-meets-drain',
    from: 'A',
    settings: 'draining',
    status: 503,
  },
  {
    name: 'offer-not-usable',
    caller: 'caller-offers-nothing-usable',
    from: 'A',
    status: 488,
    stateCode: 8014,
  },
  {
    name: 'callee-is-busy',
    caller: REFUSED,
    callee: 'callee-is-busy',
    from: 'A',
    status: 486,
    stateCode: 8102,
  },
  {
    name: 'callee-rejects',
    caller: REFUSED,
    callee: 'callee-rejects',
    from: 'A',
    status: 603,
    stateCode: 7503,
  },
  {
    name: 'callee-redirects',
    caller: REFUSED,
    callee: 'callee-redirects',
    from: 'A',
    status: 480,
    stateCode: 8103,
  },
  {
    name: 'callee-never-answers',
    caller: REFUSED,
    callee: 'callee-never-answers',
    from: 'A',
    status: 480,
    stateCode: 8101,
  },
  {
    name: 'caller-cancels-while-ringing',
    caller: 'caller-cancels',
    callee: 'callee-never-answers',
    from: 'A',
    status: 487,
    stateCode: 7502,
  },
  {
    name: 'caller-cancels-and-callee-answers',
    caller: 'caller-cancels',
    callee: 'callee-answers-late',
    from: 'A',
    status: 487,
    stateCode: 7502,
  },
  {
    name: 'caller-offers-late',
    caller: 'caller-offers-late',
    callee: 'callee-answers-late-offer',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'caller-holds',
    caller: 'caller-holds',
    callee: 'callee-is-held',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'caller-holds-by-address',
    caller: 'caller-holds-by-address',
    callee: 'callee-is-held',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'caller-holds-in-session',
    caller: 'caller-holds-in-session',
    callee: 'callee-is-held',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'alaw-to-ulaw',
    caller: 'caller-has-alaw-only',
    callee: 'callee-has-ulaw-only',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'video-is-refused',
    caller: 'caller-offers-video',
    callee: 'callee-is-offered-audio-only',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'sdp-in-multipart',
    caller: 'caller-sends-multipart',
    callee: 'callee-answers-in-multipart',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'caller-changes-codec',
    caller: 'caller-changes-codec',
    callee: 'callee-changes-codec',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'early-media-passes',
    caller: 'caller-hears-early-media',
    callee: 'callee-plays-early-media',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'caller-refreshes-session',
    caller: 'caller-refreshes',
    callee: ANSWERS,
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'callee-challenges',
    caller: HANGS_UP,
    callee: 'callee-challenges',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'caller-presses-keys',
    caller: 'caller-presses-keys',
    callee: 'callee-hears-keys',
    from: 'A',
    status: 200,
    stateCode: 0,
  },
  {
    name: 'time-limit-ends-call',
    caller: 'caller-waits-for-bye',
    callee: ANSWERS,
    from: 'A',
    status: 200,
    stateCode: 8010,
  },
  {
    name: 'silence-ends-call',
    caller: 'caller-waits-for-bye',
    callee: ANSWERS,
    from: 'A',
    settings: 'wants-audio',
    status: 200,
    stateCode: 0,
    stateDesc: 'No media is received.',
  },
  {
    name: 'hold-outlives-silence',
    caller: 'caller-holds-long',
    callee: 'callee-is-held',
    from: 'A',
    settings: 'wants-audio',
    status: 200,
    stateCode: 0,
    stateDesc: 'The user releases the call.',
  },
  {
    name: 'callee-sends-from-another-port',
    caller: 'caller-waits-for-bye',
    callee: 'callee-sends-from-another-port',
    from: 'A',
    settings: 'wants-audio',
    status: 200,
    stateCode: 0,
    stateDesc: 'The user releases the call.',
  },
  {
    name: 'callee-is-refreshed',
    caller: 'caller-waits-for-bye',
    callee: 'callee-is-refreshed',
    from: 'A',
    settings: 'patient',
    seconds: 70,
    status: 200,
    stateCode: 0,
  },
  {
    name: 'trunk-has-forms-of-its-own',
    caller: 'caller-withholds-number',
    callee: 'callee-wants-other-forms',
    from: 'A',
    dialsNational: true,
    settings: 'other-forms',
    shown: '[national];phone-context=+86',
    status: 200,
    stateCode: 0,
  },
];

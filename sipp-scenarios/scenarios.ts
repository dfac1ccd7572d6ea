/**
 * The SIPp scenarios: who does what, on which binding, and how it must end. A scenario pairs a caller's file with a
 * callee's; the runner places the call through the whole service and judges both sides, the record and the privacy.
 */

import { LOOPBACK_6, type SettingsName } from './settings.js';

export interface Scenario {
  /** What happens, as a file-name-like sentence. */
  readonly name: string;
  readonly caller: string;
  /** Absent where no phone may ring, or where it rings through another trunk. */
  readonly callee?: string;
  /** Who answers at the `others` of the settings. */
  readonly others?: Readonly<Record<string, string>>;
  /** Which of them, or of the first trunk (`carrier`), must not see the call. */
  readonly unasked?: readonly string[];
  /** A scenario with the same settings that leaves behind what this one needs. */
  readonly after?: string;
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
  const before = SCENARIOS.flatMap(({ name, after }) => (names.includes(name) && after ? [after] : []));
  const all = [...names, ...before];
  const wanted = SCENARIOS.filter(({ name }) => names.length === 0 || all.includes(name));
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
/** A calls, is answered, and somebody hangs up. */
const ANSWERED = { from: 'A', status: 200, stateCode: 0 } as const;

export const SCENARIOS: readonly Scenario[] = [
  { name: 'a-calls-b-and-hangs-up', caller: HANGS_UP, callee: ANSWERS, from: 'A', status: 200, stateCode: 0 },
  { name: 'b-calls-a-and-hangs-up', caller: HANGS_UP, callee: ANSWERS, from: 'B', status: 200, stateCode: 0 },
  { name: 'a-writes-to-b', caller: 'caller-writes', callee: 'callee-reads', from: 'A', status: 200 },
  { name: 'b-writes-to-a', caller: 'caller-writes', callee: 'callee-reads', from: 'B', status: 200 },
  {
    name: 'a-writes-over-tcp',
    caller: 'caller-writes',
    callee: 'callee-reads',
    from: 'A',
    transport: 'tcp',
    status: 200,
  },
  {
    name: 'a-writes-to-nobody',
    caller: 'caller-writes',
    callee: 'callee-is-unknown',
    from: 'A',
    status: 404,
  },
  { name: 'a-stranger-writes', caller: 'caller-writes', from: 'stranger', status: 403 },
  {
    name: 'a-writes-to-another-number',
    caller: 'caller-writes',
    from: 'A',
    dials: '+8617199999999',
    status: 404,
  },
  { name: 'a-writes-cpim', caller: 'caller-writes-cpim', from: 'A', status: 415 },
  {
    name: 'a-writes-during-overload',
    caller: 'caller-writes',
    from: 'A',
    status: 503,
    settings: 'overloaded',
  },
  { name: 'a-writes-during-a-drain', caller: 'caller-writes', from: 'A', status: 503, settings: 'draining' },
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
    ...ANSWERED,
    settings: 'both-families',
  },
  {
    name: 'call-from-ipv4-to-ipv6',
    caller: HANGS_UP,
    callee: ANSWERS,
    ...ANSWERED,
    settings: 'both-families',
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
    ...ANSWERED,
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
    ...ANSWERED,
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
    ...ANSWERED,
  },
  {
    name: 'caller-holds',
    caller: 'caller-holds',
    callee: 'callee-is-held',
    ...ANSWERED,
  },
  {
    name: 'caller-holds-by-address',
    caller: 'caller-holds-by-address',
    callee: 'callee-is-held',
    ...ANSWERED,
  },
  {
    name: 'caller-holds-in-session',
    caller: 'caller-holds-in-session',
    callee: 'callee-is-held',
    ...ANSWERED,
  },
  {
    name: 'alaw-to-ulaw',
    caller: 'caller-has-alaw-only',
    callee: 'callee-has-ulaw-only',
    ...ANSWERED,
  },
  {
    name: 'video-is-refused',
    caller: 'caller-offers-video',
    callee: 'callee-is-offered-audio-only',
    ...ANSWERED,
  },
  {
    name: 'sdp-in-multipart',
    caller: 'caller-sends-multipart',
    callee: 'callee-answers-in-multipart',
    ...ANSWERED,
  },
  {
    name: 'caller-changes-codec',
    caller: 'caller-changes-codec',
    callee: 'callee-changes-codec',
    ...ANSWERED,
  },
  {
    name: 'early-media-passes',
    caller: 'caller-hears-early-media',
    callee: 'callee-plays-early-media',
    ...ANSWERED,
  },
  {
    name: 'caller-refreshes-session',
    caller: 'caller-refreshes',
    callee: ANSWERS,
    ...ANSWERED,
  },
  {
    name: 'callee-challenges',
    caller: HANGS_UP,
    callee: 'callee-challenges',
    ...ANSWERED,
  },
  {
    name: 'caller-presses-keys',
    caller: 'caller-presses-keys',
    callee: 'callee-hears-keys',
    ...ANSWERED,
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
    ...ANSWERED,
    settings: 'wants-audio',
    stateDesc: 'No media is received.',
  },
  {
    name: 'hold-outlives-silence',
    caller: 'caller-holds-long',
    callee: 'callee-is-held',
    ...ANSWERED,
    settings: 'wants-audio',
    stateDesc: 'The user releases the call.',
  },
  {
    name: 'callee-sends-from-another-port',
    caller: 'caller-waits-for-bye',
    callee: 'callee-sends-from-another-port',
    ...ANSWERED,
    settings: 'wants-audio',
    stateDesc: 'The user releases the call.',
  },
  {
    name: 'callee-is-refreshed',
    caller: 'caller-waits-for-bye',
    callee: 'callee-is-refreshed',
    ...ANSWERED,
    settings: 'patient',
    seconds: 70,
  },
  {
    name: 'trunk-without-channel-is-followed',
    caller: HANGS_UP,
    callee: 'trunk-has-no-channel',
    others: { second: ANSWERS },
    ...ANSWERED,
    settings: 'two-trunks',
  },
  {
    name: 'trunk-that-rang-is-not-followed',
    caller: REFUSED,
    callee: 'trunk-fails-while-ringing',
    unasked: ['second'],
    from: 'A',
    settings: 'two-trunks',
    status: 480,
    stateCode: 8103,
  },
  {
    name: 'silent-trunk-is-followed',
    caller: HANGS_UP,
    callee: 'trunk-is-silent',
    others: { second: ANSWERS },
    ...ANSWERED,
    settings: 'two-trunks',
  },
  {
    name: 'silent-trunk-is-not-tried-again',
    after: 'silent-trunk-is-followed',
    caller: HANGS_UP,
    unasked: ['carrier'],
    others: { second: ANSWERS },
    ...ANSWERED,
    settings: 'two-trunks',
  },
  {
    name: 'second-server-of-a-name',
    caller: HANGS_UP,
    callee: 'trunk-has-no-channel',
    others: { second: ANSWERS },
    ...ANSWERED,
    settings: 'two-servers',
  },
  {
    name: 'registers-and-goes-by-service-route',
    caller: HANGS_UP,
    callee: 'callee-behind-an-edge',
    others: { registrar: 'registrar-challenges' },
    ...ANSWERED,
    settings: 'registering',
  },
  {
    name: 'both-offer-at-once',
    caller: 'caller-meets-glare',
    callee: 'callee-offers-at-the-same-time',
    ...ANSWERED,
  },
  {
    name: 'two-forks-answer',
    caller: HANGS_UP,
    callee: 'callee-forks-and-answers-twice',
    ...ANSWERED,
  },
  {
    name: 'transfer-is-refused',
    caller: 'caller-asks-for-transfer',
    callee: ANSWERS,
    ...ANSWERED,
  },
  {
    name: 'caller-updates-before-the-answer',
    caller: 'caller-updates-early',
    callee: 'callee-answers-after-early-media',
    ...ANSWERED,
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

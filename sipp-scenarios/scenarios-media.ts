/** Scenarios of audio: offers, codecs, holds, keys, encryption, silence. */
import { ANSWERED, ANSWERS, type Scenario } from './scenario.js';

export const MEDIA: readonly Scenario[] = [
  {
    name: 'caller-offers-srtp',
    caller: 'caller-offers-srtp',
    callee: ANSWERS,
    ...ANSWERED,
    settings: 'encrypts',
  },
  {
    name: 'offer-not-usable',
    caller: 'caller-offers-nothing-usable',
    from: 'A',
    status: 488,
    stateCode: 8014,
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
    name: 'caller-presses-keys',
    caller: 'caller-presses-keys',
    callee: 'callee-hears-keys',
    ...ANSWERED,
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
];

/**
 * Options of a binding, mode by mode. An option has the name of the API field that it sets: `--call-direction` is
 * `callDirection`.
 */
import type { Option } from 'commander';
import { areaCodeOption, booleanOption, integerOption, numberOption, option } from '../options.js';

export const axbOptions = (): Option[] => [
  a().makeOptionMandatory(),
  b().makeOptionMandatory(),
  x(),
  duration(),
  ...common(),
  ...timed(),
];

export const axOptions = (): Option[] => [a().makeOptionMandatory(), x(), ...common(), ...timed(), ...ax()];

export const axeOptions = (): Option[] => [
  a().makeOptionMandatory(),
  x(),
  option('--extension <E>', 'what callers type, the first free one if not said', '0042'),
  ...common(),
  ...axe(),
];

export const axybOptions = (): Option[] => [
  a().makeOptionMandatory(),
  duration(),
  ybDuration(),
  callDirection(),
  ...common(),
  prompt('--pre-voice-x', 'what A hears who calls a Y'),
];

/** Options of a B's part on an AXYB binding. */
export const partOptions = (id: string): Option[] => [
  option('--subscription-id <id>', 'id of the AXYB binding', id).makeOptionMandatory(),
  b().makeOptionMandatory(),
  ybDuration(),
  prompt('--pre-voice-y', 'what B hears who calls X'),
];

/** Options of every mode that can be modified; the API reports those that the binding's mode does not have. */
export const modifyOptions = (): Option[] => [
  a(),
  b(),
  duration(),
  ...common(),
  ...timed(),
  ...ax(),
  ...axe(),
  option('--remove <fields>', 'prompts, userData or callbackNum that it is to lose', 'userData,lastMinVoice'),
];

/** How a privacy number is chosen if none is named. */
export const choiceOptions = (): Option[] => [
  areaCodeOption(),
  option('--area-match-mode <0|1>', '0 only a number of that city, 1 any if it has none', '1'),
];

/**
 * The prompts of preVoice are one field of the API, which replaces it as a whole. A modify takes a field away with
 * null; the API reports those that cannot be taken away.
 */
export function requestBody(options: object): object {
  const { callerHintTone, calleeHintTone, remove, ...rest } = options as Record<string, unknown>;
  const hasPreVoice = callerHintTone !== undefined || calleeHintTone !== undefined;
  const removed = typeof remove === 'string' ? remove.split(',').map((name) => [name.trim(), null]) : [];
  return {
    ...rest,
    ...(hasPreVoice && { preVoice: { callerHintTone, calleeHintTone } }),
    ...(Object.fromEntries(removed) as Record<string, null>),
  };
}

const a = (): Option => numberOption('--a', "A's real number", '+8613800000021');
const b = (): Option => numberOption('--b', "B's real number", '+8613800000022');
const x = (): Option => numberOption('--x', 'the privacy number, chosen if not said', '+8675500000001');
const duration = (): Option => integerOption('--duration <seconds>', 'until it ends, 0 never', '3600');
const ybDuration = (): Option =>
  integerOption('--yb-duration <seconds>', 'until a B loses its Y, 0 only with the binding', '600');
const callDirection = (): Option =>
  integerOption('--call-direction <0|1|2>', '0 both ways, 1 only A calls, 2 only A is called', '0');
const prompt = (flags: string, description: string): Option =>
  option(`${flags} <prompt>`, description, 'hint.wav');
const display = (flags: string): Option => option(`${flags} <0|1>`, 'A sees: 0 X, 1 the real caller', '0');

const common = (): Option[] => [
  booleanOption('--record-flag', 'record its calls'),
  prompt('--record-hint-tone', 'what both hear before the recording'),
  option('--user-data <text>', 'what its events and records carry', 'order-4711'),
];

const timed = (): Option[] => [
  callDirection(),
  integerOption('--max-duration <minutes>', 'longest call, 0 no limit', '30'),
  prompt('--last-min-voice', 'what both hear a minute before that'),
  booleanOption('--private-sms', 'relay its short messages'),
  prompt('--caller-hint-tone', 'what A hears who calls; a modify replaces both hint tones'),
  prompt('--callee-hint-tone', 'what others hear who call A'),
];

const ax = (): Option[] => [
  display('--callee-num-display'),
  option('--turn-flag <on|off>', 'X is switched on or off', 'off'),
];

const axe = (): Option[] => [
  display('--display-num-mode'),
  prompt('--callback-tone', 'what A hears who calls X when nobody has called'),
  option('--callback-num <number>', 'whom A reaches then instead', '+8675586660000'),
  option('--time-unit <0|1>', 'of the two times: 0 hours, 1 minutes', '1'),
  integerOption('--bind-expired-time <n>', 'until it ends, 0 never', '24'),
  integerOption('--callback-expired-time <n>', 'how long A can call back, 0 ever', '24'),
];

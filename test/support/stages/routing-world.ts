/** Routing for a test: one application of a mode, its numbers, a clock under the test's control, ids that count. */
import { ApplicationRegistry, type Application, type Mode } from '../../../routing/application.js';
import type { BindingErrorReason } from '../../../routing/bindings/binding-error.js';
import type { Journal } from '../../../routing/journal/journal.js';
import { MemoryJournal } from '../../../routing/journal/memory.js';
import { e164From, numberOf, type E164 } from '../../../routing/numbers/number.js';
import { loadPolicy, makePolicy, type Policy } from '../../../routing/numbers/policy.js';
import { makeRulesPolicy } from '../../../routing/rules/rules-policy.js';
import { createRouting, type Routing } from '../../../routing/routing.js';

export const noon = Date.UTC(2026, 10, 23, 12);
/** Mobile numbers of tests live in no city, because each pool of theirs is in a few. */
const { geocoderLocale: _, ...china } = loadPolicy();
export const chinaPolicy = makePolicy(china, china.cities);

export interface World {
  readonly routing: Routing;
  readonly app: Application;
  readonly journal: Journal;
  /** Moves the clock on. */
  pass(ms: number): void;
  now(): number;
}

export function application(mode: Mode, overrides: Partial<Application> = {}): Application {
  return {
    appKey: `app-${mode.toLowerCase()}`,
    appSecret: 'secret',
    mode,
    name: `${mode} shop`,
    status: 'active',
    features: { recording: true, sms: true },
    callbacks: {},
    tones: {
      noBinding: 'no-binding.wav',
      noPermission: 'no-permission.wav',
      businessError: 'business-error.wav',
      enterExtension: 'enter-extension.wav',
      extensionInvalid: 'extension-invalid.wav',
    },
    extensionDigits: 4,
    allowedAddresses: [],
    ...overrides,
  };
}

/** A mobile number told from others by its last digits. */
export function mobile(n: number): E164 {
  return `+86138${String(n).padStart(8, '0')}` as E164;
}

/** A privacy number told from others by its last digits. */
export function privateNumber(n: number): E164 {
  return `+86170${String(n).padStart(8, '0')}` as E164;
}

/**
 * A number as it comes from the network: one flat string, because flattening a concatenation costs its first reader.
 */
export function inOnePiece(number: E164): E164 {
  return e164From(numberOf(number));
}

export async function world(
  mode: Mode,
  options: {
    /** City codes, a number for each: the first is `privateNumber(1)`. */
    readonly cities?: readonly string[];
    readonly journal?: Journal;
    readonly policy?: Partial<Policy>;
    readonly app?: Partial<Application>;
    readonly rules?: object;
  } = {},
): Promise<World> {
  const app = application(mode, options.app);
  const journal = options.journal ?? new MemoryJournal();
  let now = noon;
  const routing = await createRouting({
    journal,
    policy: { ...chinaPolicy, ...options.policy },
    rules: options.rules && makeRulesPolicy(options.rules),
    clock: () => now,
    applications: new ApplicationRegistry([app]),
    sweepEveryMs: 0,
  });
  const numbers = (options.cities ?? ['0755']).map((areaCode, n) => ({
    number: privateNumber(n + 1),
    areaCode,
  }));
  await routing.pool.add(app.appKey, numbers);
  return { routing, app, journal, now: () => now, pass: (ms) => void (now += ms) };
}

/** What a request is rejected with, for `t.rejects`. */
export function refused(reason: BindingErrorReason, field?: string) {
  return { name: 'BindingError', reason, ...(field !== undefined && { field }) };
}

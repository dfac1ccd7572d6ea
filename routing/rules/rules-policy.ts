/**
 * Which rules of carriers and law are in force, as a file: `rules-china.json` is the example to copy. What is not in it
 * is off. An application may have its own, section by section; `false` takes one away.
 */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { Frequency, type FrequencyData } from './frequency.js';
import { Hours, minutesOf, type HoursData } from './hours.js';
import { Zone } from './zone.js';

export interface ComplaintsData {
  /** Share of the application's numbers that have valid complaints in a calendar month: from there on it is warned. */
  readonly warnPercent: number;
  /** From there on it may make no new bindings until the month is over. */
  readonly freezePercent: number;
  /** Whether one valid complaint about fraud freezes too. */
  readonly fraudFreezes?: boolean;
}

export interface OnboardingData {
  /** Whether new bindings need an approved record of the customer. */
  readonly required: boolean;
  /** Trades, as records name them, that may make no bindings. */
  readonly forbiddenTrades?: readonly string[];
}

export interface RuleSet {
  /** Whether A must be registered for calls. */
  readonly registration?: boolean;
  readonly hours?: HoursData | false;
  readonly frequency?: readonly FrequencyData[] | false;
  readonly complaints?: ComplaintsData | false;
  readonly onboarding?: OnboardingData | false;
}

export interface RulesPolicyData extends RuleSet {
  /** Of hours, dates and months. */
  readonly timeZone: string;
  /** Callers, callees and X whose calls are counted at a time, of each. */
  readonly maxCounted?: number;
  readonly applications?: Readonly<Record<string, RuleSet>>;
}

/** A rule set prepared for use. */
export interface RulesInForce {
  readonly registration: boolean;
  readonly hours: Hours | undefined;
  readonly calls: Frequency | undefined;
  readonly messages: Frequency | undefined;
  readonly complaints: ComplaintsData | undefined;
  readonly onboarding: OnboardingData | undefined;
}

export class RulesPolicy {
  readonly zone: Zone;
  readonly #all: RulesInForce;
  readonly #byApplication: ReadonlyMap<string, RulesInForce>;

  constructor(readonly data: RulesPolicyData) {
    this.zone = new Zone(data.timeZone);
    const { maxCounted } = data;
    const prepare = (set: RuleSet, base?: RulesInForce): RulesInForce => {
      const limits = (what: 'calls' | 'messages'): Frequency | undefined => {
        if (set.frequency === undefined) return base?.[what];
        const made = new Frequency(set.frequency === false ? [] : set.frequency, what, maxCounted);
        return made.isEmpty ? undefined : made;
      };
      return {
        registration: set.registration ?? base?.registration ?? false,
        hours: set.hours === undefined ? base?.hours : hoursOf(set.hours, this.zone),
        calls: limits('calls'),
        messages: limits('messages'),
        complaints: set.complaints === undefined ? base?.complaints : set.complaints || undefined,
        onboarding: set.onboarding === undefined ? base?.onboarding : set.onboarding || undefined,
      };
    };
    this.#all = prepare(data);
    this.#byApplication = new Map(
      Object.entries(data.applications ?? {}).map(([appKey, set]) => [appKey, prepare(set, this.#all)]),
    );
  }

  of(appKey: string): RulesInForce {
    return this.#byApplication.get(appKey) ?? this.#all;
  }

  /** How long a call or a message is of interest to the frequencies. */
  get longestMs(): number {
    const sets = [this.#all, ...this.#byApplication.values()];
    return Math.max(
      0,
      ...sets.flatMap(({ calls, messages }) => [calls?.longestMs ?? 0, messages?.longestMs ?? 0]),
    );
  }
}

/** Reads and checks a rules file. Throws an Error that says what was expected and where. */
export function loadRulesPolicy(file: string | URL): RulesPolicy {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${String(file)}: expected rules in JSON, ${String(error)}`, { cause: error });
  }
  return makeRulesPolicy(data, String(file));
}

/** `place` is named by errors. */
export function makeRulesPolicy(data: unknown, place = 'rules'): RulesPolicy {
  const validate = new Ajv.Ajv({ allErrors: true, allowUnionTypes: true }).compile<RulesPolicyData>(schema);
  if (!validate(data)) {
    const faults = (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'anyOf')
      .map(({ instancePath, message, params }) => {
        const extra = params['additionalProperty'] as string | undefined;
        return `${instancePath || '/'} ${message}${extra === undefined ? '' : ` (${extra})`}`;
      });
    throw new Error(`${place}: ${faults.join('; ')}`);
  }
  requireWindows(data, place);
  try {
    return new RulesPolicy(data);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const expected = 'expected a time zone such as Asia/Shanghai';
    throw new Error(`${place}: /timeZone ${expected}, found ${data.timeZone}`, { cause: error });
  }
}

function hoursOf(data: HoursData | false, zone: Zone): Hours | undefined {
  return data === false ? undefined : new Hours(data, zone);
}

function requireWindows(data: RulesPolicyData, place: string): void {
  const sets: [string, RuleSet][] = [
    ['', data],
    ...Object.entries(data.applications ?? {}).map(
      ([key, set]) => [`/applications/${key}`, set] as [string, RuleSet],
    ),
  ];
  for (const [at, { hours }] of sets) {
    if (hours === undefined || hours === false) continue;
    const days = Object.entries(hours.dates ?? {}).map(
      ([date, windows]) => [`dates/${date}`, windows] as const,
    );
    for (const [name, windows] of [['allowed', hours.allowed] as const, ...days])
      for (const [n, { from, to }] of windows.entries())
        if (minutesOf(from) >= minutesOf(to))
          throw new Error(
            `${place}: ${at}/hours/${name}/${n} expected a window that ends after it begins (over midnight: two of them), ` +
              `found ${from} to ${to}`,
          );
  }
}

const clock = { type: 'string', pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$|^24:00$' };
const object = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const orOff = (one: object): object => ({ anyOf: [one, { const: false }] });
const percent = { type: 'number', minimum: 0, maximum: 100 };
const sections = {
  registration: { type: 'boolean' },
  hours: orOff(
    object(
      {
        allowed: {
          type: 'array',
          items: object(
            {
              days: {
                type: 'array',
                minItems: 1,
                items: { enum: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
              },
              from: clock,
              to: clock,
            },
            ['from', 'to'],
          ),
        },
        dates: {
          type: 'object',
          propertyNames: { pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$' },
          additionalProperties: {
            type: 'array',
            items: object({ from: clock, to: clock }, ['from', 'to']),
          },
        },
      },
      ['allowed'],
    ),
  ),
  frequency: orOff({
    type: 'array',
    maxItems: 32,
    items: object(
      {
        per: { enum: ['caller', 'callee', 'x', 'application'] },
        max: { type: 'integer', minimum: 1, maximum: 100_000 },
        seconds: { type: 'integer', minimum: 1, maximum: 2_678_400 },
        of: { enum: ['calls', 'messages'] },
      },
      ['per', 'max', 'seconds'],
    ),
  }),
  complaints: orOff(
    object({ warnPercent: percent, freezePercent: percent, fraudFreezes: { type: 'boolean' } }, [
      'warnPercent',
      'freezePercent',
    ]),
  ),
  onboarding: orOff(
    object(
      {
        required: { type: 'boolean' },
        forbiddenTrades: { type: 'array', items: { type: 'string', minLength: 1 } },
      },
      ['required'],
    ),
  ),
};
const schema = object(
  {
    ...sections,
    timeZone: { type: 'string', minLength: 1 },
    maxCounted: { type: 'integer', minimum: 1000, maximum: 10_000_000 },
    applications: { type: 'object', additionalProperties: object(sections) },
  },
  ['timeZone'],
);

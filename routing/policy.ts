/**
 * Number rules, quotas and the settings the product's documents leave open, as data: `policy-china.json` is the default
 * and what an operator elsewhere copies and changes. Expressions are matched against the whole national number, the
 * digits after the country code; a number of another country is `foreign`, one no expression matches is `other`.
 */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { loadCities, type Cities } from './city.js';
import { formatNumber, numberOf, parseNumber, type E164 } from './number.js';
import { numberPlan, planByExpressions, type NumberPlan } from './number-plan.js';

/** `service`: 400, 95 and the like. */
export type NumberKind = 'mobile' | 'landline' | 'service' | 'foreign' | 'other';

export interface PolicyData {
  /** Country calling code that national numbers get, without `+`. */
  readonly countryCode: string;
  /** First match wins. `trunkPrefix` is written before such numbers nationally (`0` 755 …). */
  readonly kinds: readonly {
    readonly kind: NumberKind;
    readonly national: string;
    readonly trunkPrefix?: string;
  }[];
  /** What may be bound as A or B. */
  readonly party: readonly NumberKind[];
  readonly temporaryCallee: readonly NumberKind[];
  readonly callbackNumber: readonly NumberKind[];
  /** Who may be called but may not call an X (spec 1, hang-up 8023). */
  readonly refusedCallers: readonly NumberKind[];
  /** First digits of national mobile numbers to area code: the number plan is not public data, so it is empty. */
  readonly mobileCities: Readonly<Record<string, string>>;
  readonly quotas: {
    /** AXB: pairs on an X. */
    readonly pairsPerX: number;
    /** AX, AXYB: X of an A. */
    readonly xPerA: number;
    /** AXYB: relations a Y serves. */
    readonly relationsPerY: number;
  };
  readonly temporaryCalleeSeconds: { readonly default: number; readonly max: number };
  /** A temporary callee is for one call (and until it expires), or only until it expires (spec 12, 6). */
  readonly temporaryCalleeServesOneCall: boolean;
  readonly axybDurationSeconds: number;
  /** AX: A who calls X without a temporary callee reaches who last called (spec 12, 13). */
  readonly axCallback: boolean;
  /** What becomes of a call whose binding shows the real caller: shown, or refused (8024). */
  readonly realCallerDisplay: 'show' | 'refuse';
  /** An X that nobody is on any more is not handed out again for so long. */
  readonly coolingOffSeconds: number;
}

/** The data made ready for use. */
export interface Policy extends PolicyData {
  readonly cities: Cities;
  /** A number as a customer or carrier writes it; undefined when it is none. */
  parse(text: string): E164 | undefined;
  kindOf(number: E164): NumberKind;
  /** The same of a number kept as an integer (`numberOf`). */
  kindOfNumber(number: number): NumberKind;
  /** Whether such a number may call an X (`refusedCallers`). */
  mayCall(number: number): boolean;
  /** As a trunk wants it. */
  format(number: E164, format: 'e164' | 'digits' | 'national'): string;
  /** Area code of the number's own city; undefined where it is not known, as of mobiles outside `mobileCities`. */
  areaCodeOf(number: E164): string | undefined;
}

// The compiled file is in dist/routing, the data stays beside the source.
const defaultFile = new URL('../../routing/policy-china.json', import.meta.url);

/** Reads and checks a policy file. Throws an Error that says what was expected where. */
export function loadPolicy(file: string | URL = defaultFile): Policy {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${String(file)}: expected a policy in JSON, ${String(error)}`, { cause: error });
  }
  const validate = new Ajv.Ajv({ allErrors: true }).compile<PolicyData>(schema);
  if (validate(data)) {
    requireExpressions(data, String(file));
    return makePolicy(data);
  }
  const faults = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  throw new Error(`${String(file)}: ${faults.join('; ')}`);
}

function requireExpressions({ kinds }: PolicyData, file: string): void {
  for (const [n, { national }] of kinds.entries())
    try {
      new RegExp(national);
    } catch (error) {
      throw new Error(`${file}: /kinds/${n}/national expected an expression, found ${national}`, {
        cause: error,
      });
    }
}

export function makePolicy(data: PolicyData, cities: Cities = loadCities()): Policy {
  const home = `+${data.countryCode}`;
  const plan = planOf(data);
  const kindNames: readonly NumberKind[] = [...data.kinds.map(({ kind }) => kind), 'other', 'foreign'];
  const kindOfNumber = (number: number): NumberKind => kindNames[plan(number)] ?? 'foreign';
  const isRefused = kindNames.map((kind) => data.refusedCallers.includes(kind));
  const kindOf = (number: E164): NumberKind => kindOfNumber(numberOf(number));
  return {
    ...data,
    cities,
    parse: (text) => parseNumber(text, data.countryCode),
    kindOf,
    kindOfNumber,
    mayCall: (number) => isRefused[plan(number)] !== true,
    format: (number, format) => {
      const prefix = data.kinds[plan(numberOf(number))]?.trunkPrefix ?? '';
      return formatNumber(number, format, data.countryCode, prefix);
    },
    areaCodeOf: (number) => {
      if (!number.startsWith(home)) return undefined;
      const national = number.slice(home.length);
      if (kindOf(number) === 'landline') return cities.ofLandline(national);
      for (let length = national.length; length > 0; length -= 1) {
        const area = data.mobileCities[national.slice(0, length)];
        if (area !== undefined) return area;
      }
      return undefined;
    },
  };
}

/** Places: the kinds of numbers in their order, then all other home numbers, then foreign ones. */
function planOf({ countryCode, kinds }: PolicyData): NumberPlan {
  const nationals = [...kinds.map(({ national }) => national), '\\d*'];
  const whole = nationals.map((national) => `${countryCode}(?:${national})`);
  return numberPlan(whole) ?? planByExpressions(whole.map((expression) => new RegExp(`^\\+${expression}$`)));
}

const kindList = {
  type: 'array',
  items: { enum: ['mobile', 'landline', 'service', 'foreign', 'other'] },
};
const count = { type: 'integer', minimum: 1 };
const seconds = { type: 'integer', minimum: 0 };
const schema = {
  type: 'object',
  additionalProperties: false,
  required: [
    'countryCode',
    'kinds',
    'party',
    'temporaryCallee',
    'callbackNumber',
    'refusedCallers',
    'mobileCities',
    'quotas',
    'temporaryCalleeSeconds',
    'temporaryCalleeServesOneCall',
    'axybDurationSeconds',
    'axCallback',
    'realCallerDisplay',
    'coolingOffSeconds',
  ],
  properties: {
    countryCode: { type: 'string', pattern: '^[1-9]\\d{0,2}$' },
    kinds: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'national'],
        properties: {
          kind: kindList.items,
          national: { type: 'string', minLength: 1 },
          trunkPrefix: { type: 'string', pattern: '^\\d{0,3}$' },
        },
      },
    },
    party: kindList,
    temporaryCallee: kindList,
    callbackNumber: kindList,
    refusedCallers: kindList,
    mobileCities: {
      type: 'object',
      additionalProperties: { type: 'string' },
      propertyNames: { pattern: '^\\d+$' },
    },
    quotas: {
      type: 'object',
      additionalProperties: false,
      required: ['pairsPerX', 'xPerA', 'relationsPerY'],
      properties: { pairsPerX: count, xPerA: count, relationsPerY: count },
    },
    temporaryCalleeSeconds: {
      type: 'object',
      additionalProperties: false,
      required: ['default', 'max'],
      properties: { default: seconds, max: seconds },
    },
    temporaryCalleeServesOneCall: { type: 'boolean' },
    axybDurationSeconds: seconds,
    axCallback: { type: 'boolean' },
    realCallerDisplay: { enum: ['show', 'refuse'] },
    coolingOffSeconds: seconds,
  },
};

/**
 * Number rules, quotas and settings that the product's documents leave open, as data. `policy-china.json` is the
 * default and the file to copy for another country. Expressions match the whole national number, the digits after the
 * country code. A number of another country is `foreign`; one that no expression matches is `other`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import { loadCities, NO_CITIES, type Cities } from './city.js';
import { NumberFormat, type NumberFormatData, type NumberWriting } from './format.js';
import { geocoderFile, loadMobileSegments, type MobileSegments } from './mobile-segments.js';
import type { E164 } from './number.js';

/** `service`: 400, 95 and similar. */
export type NumberKind = 'mobile' | 'landline' | 'service' | 'foreign' | 'other';

/** A tone of the country's network. */
export interface PolicyTone {
  /** Hertz; sounded together. */
  readonly frequencies: readonly number[];
  /** On, off, on, off …; repeated. */
  readonly cadenceMilliseconds: readonly number[];
}

export interface PolicyData extends NumberFormatData {
  /** The first match wins. */
  readonly kinds: readonly {
    readonly kind: NumberKind;
    readonly national: string;
    readonly trunkPrefix?: string;
  }[];
  /** The prefix of area codes; it is added to one given without it. Absent: `0`. */
  readonly areaCodePrefix?: string;
  /** Table of the country's cities (province, city, area_code), in the policy's folder. Absent: no city is known. */
  readonly citiesFile?: string;
  /** What may be bound as A or B. */
  readonly party: readonly NumberKind[];
  readonly temporaryCallee: readonly NumberKind[];
  readonly callbackNumber: readonly NumberKind[];
  /** Kinds that may be called but may not call an X (spec 1, hang-up 8023). */
  readonly refusedCallers: readonly NumberKind[];
  /** First digits of national mobile numbers to area code: the operator's own table, which is looked at first. */
  readonly mobileCities: Readonly<Record<string, string>>;
  /**
   * Locale in which libphonenumber's geocoder names cities as `citiesFile` does: mobile numbers that `mobileCities`
   * does not have then have the city that it gives them. Absent: they have none.
   */
  readonly geocoderLocale?: string;
  readonly quotas: {
    /** AXB: pairs on an X. */
    readonly pairsPerX: number;
    /** AX, AXYB: X of an A. */
    readonly xPerA: number;
    /** AXYB: relations a Y serves. */
    readonly relationsPerY: number;
  };
  readonly temporaryCalleeSeconds: { readonly default: number; readonly max: number };
  /** Whether a temporary callee is for one call (and until it expires), or only until it expires (spec 12, 6). */
  readonly temporaryCalleeServesOneCall: boolean;
  readonly axybDurationSeconds: number;
  /** AX: A who calls X without a temporary callee reaches the last caller (spec 12, 13). */
  readonly axCallback: boolean;
  /** What happens to a call whose binding shows the real caller: it is shown, or the call is refused (8024). */
  readonly realCallerDisplay: 'show' | 'refuse';
  /** An X without relations is not handed out again for this long. */
  readonly coolingOffSeconds: number;
  /** The ring-back tone, where the engine plays it. Absent: 450 Hz, 1 s on, 4 s off. */
  readonly ringBackTone?: PolicyTone;
}

/** The data prepared for use. */
export interface Policy extends PolicyData {
  readonly cities: Cities;
  readonly ringBackTone: PolicyTone;
  /**
   * Reads a number written by a customer or a carrier; undefined if it is none. `as`: the format the carrier claims to
   * use; `areaCode`: of `local`.
   */
  parse(text: string, as?: NumberWriting, areaCode?: string): E164 | undefined;
  kindOf(number: E164): NumberKind;
  /** Whether a number may call an X (`refusedCallers`). */
  mayCall(number: E164): boolean;
  /** Writes a number as a trunk expects it. */
  format(number: E164, as: NumberWriting, areaCode?: string): string;
  /**
   * The canonical form of an area code: `755` and `0755` are the same city. undefined if it is invalid, or if no city
   * of the policy's table has it.
   */
  readAreaCode(text: string): string | undefined;
  /** Area code of the number's own city; undefined if it is unknown. */
  areaCodeOf(number: E164): string | undefined;
  /** Reads the geocoder's data now, which the first question of `areaCodeOf` would otherwise wait for (0.1 s). */
  readGeocoder(): void;
}

// The compiled file is in dist/routing; the data stays beside the source.
const defaultFile = new URL('../../../routing/policy-china.json', import.meta.url);

/** Reads and checks a policy file. Throws an Error that says what was expected and where. */
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
    requireGeocoder(data, String(file));
    return makePolicy(data, citiesOf(data, file));
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

function requireGeocoder({ countryCode, geocoderLocale }: PolicyData, file: string): void {
  if (geocoderLocale === undefined || existsSync(geocoderFile(countryCode, geocoderLocale))) return;
  const expected = `a locale in which libphonenumber's geocoder describes +${countryCode}`;
  throw new Error(`${file}: /geocoderLocale expected ${expected}, found ${geocoderLocale}`);
}

/** An older policy without a file of cities has those of China, if it is China's. */
function citiesOf({ citiesFile, countryCode }: PolicyData, file: string | URL): Cities {
  if (citiesFile !== undefined)
    return loadCities(new URL(citiesFile, file instanceof URL ? file : pathToFileURL(file)));
  return countryCode === '86' ? loadCities(new URL('cities.csv', defaultFile)) : NO_CITIES;
}

export function makePolicy(data: PolicyData, cities: Cities = NO_CITIES): Policy {
  const kinds = data.kinds.map(({ kind, national }) => ({
    kind,
    expression: new RegExp(`^\\+${data.countryCode}(?:${national})$`),
  }));
  const kindOf = (number: E164): NumberKind =>
    kinds.find(({ expression }) => expression.test(number))?.kind ??
    (number.startsWith(`+${data.countryCode}`) ? 'other' : 'foreign');
  const format = new NumberFormat(data);
  const { areaCodePrefix = '0' } = data;
  const readAreaCode = (text: string): string | undefined => {
    const code = areaCode(text, areaCodePrefix);
    return code === undefined || (cities.all.length > 0 && cities.of(code).length === 0) ? undefined : code;
  };
  let segments: MobileSegments | undefined;
  const readGeocoder = (): MobileSegments | undefined =>
    data.geocoderLocale === undefined
      ? undefined
      : (segments ??= loadMobileSegments(data.countryCode, data.geocoderLocale, cities));
  const nationalArea = (text: string): string =>
    areaCodePrefix !== '' && text.startsWith(areaCodePrefix) ? text.slice(areaCodePrefix.length) : text;
  return {
    ringBackTone: { frequencies: [450], cadenceMilliseconds: [1000, 4000] },
    ...data,
    cities,
    parse: (text, as, area) => format.read(text, as, area && nationalArea(area)),
    kindOf,
    mayCall: (number) => !data.refusedCallers.includes(kindOf(number)),
    format: (number, as, area) => format.write(number, as, area && nationalArea(area)),
    readAreaCode,
    readGeocoder: () => void readGeocoder(),
    areaCodeOf: (number) => {
      if (!number.startsWith(`+${data.countryCode}`)) return undefined;
      const national = number.slice(1 + data.countryCode.length);
      const isLandline = kindOf(number) === 'landline';
      for (let length = national.length; length > 0; length -= 1) {
        const prefix = national.slice(0, length);
        const city = isLandline ? readAreaCode(prefix) : undefined;
        if (city !== undefined && cities.of(city).length > 0) return city;
        const listed = isLandline ? undefined : data.mobileCities[prefix];
        if (listed !== undefined) return listed;
      }
      return kindOf(number) === 'mobile' ? readGeocoder()?.areaCodeOf(national) : undefined;
    },
  };
}

function areaCode(text: string, prefix: string): string | undefined {
  const digits = text.trim();
  if (!/^\d{2,32}$/.test(digits)) return undefined;
  return digits.startsWith(prefix) ? digits : prefix + digits;
}

const kindList = {
  type: 'array',
  items: { enum: ['mobile', 'landline', 'service', 'foreign', 'other'] },
};
const count = { type: 'integer', minimum: 1 };
const seconds = { type: 'integer', minimum: 0 };
const listOf = (minItems: number, maxItems: number, items: object): object => ({
  type: 'array',
  minItems,
  maxItems,
  items,
});
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
    trunkPrefix: { type: 'string', pattern: '^\\d{0,3}$' },
    internationalPrefix: { type: 'string', pattern: '^\\d{1,5}$' },
    areaCodePrefix: { type: 'string', pattern: '^\\d{0,3}$' },
    citiesFile: { type: 'string', minLength: 1 },
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
    geocoderLocale: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z]+)?$' },
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
    ringBackTone: {
      type: 'object',
      additionalProperties: false,
      required: ['frequencies', 'cadenceMilliseconds'],
      properties: {
        frequencies: listOf(1, 4, { type: 'integer', minimum: 200, maximum: 3400 }),
        cadenceMilliseconds: listOf(2, 8, { type: 'integer', minimum: 20, maximum: 10_000 }),
      },
    },
  },
};

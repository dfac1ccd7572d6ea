/**
 * What the schema of the configuration is built of: its type, the values that several sections use, and functions that
 * fill in defaults.
 */

export interface Schema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Names of formats that `check-schema.ts` registers with ajv. */
  readonly format?: string;
  /** The only value that is supported yet. */
  readonly const?: boolean;
  /**
   * `{}`: a key whose purpose is known but not supported yet. It is in the schema so that `expected` can say so at the
   * key.
   */
  readonly not?: object;
  /** What an error message says instead of the pattern or format. */
  readonly expected?: string;
  /** The value never appears in a message. */
  readonly secret?: true;
}

/** A listener on port 0 takes a free port. */
export const port = integer(0, 65535);
export const host: Schema = { type: 'string', format: 'host', expected: 'a host name or an IP address' };
export const hostName: Schema = { type: 'string', format: 'host', expected: 'a host name or a SIP domain' };
export const text: Schema = { type: 'string', minLength: 1, maxLength: 256 };
export const secret: Schema = { type: 'string', minLength: 1, maxLength: 256, secret: true };
export const path: Schema = { type: 'string', minLength: 1, maxLength: 4096 };
export const number: Schema = {
  type: 'string',
  pattern: '^\\+[1-9][0-9]{3,14}$',
  expected: 'a number with its country code, such as +8613800000021',
};
export const areaCode: Schema = {
  type: 'string',
  pattern: '^[0-9]{1,32}$',
  expected: 'the digits of an area code such as 0755',
};
export const httpUrl: Schema = {
  type: 'string',
  format: 'http-url',
  expected: 'a URL that starts with http:// or https://',
};
export const addresses: Schema = {
  type: 'array',
  items: {
    type: 'string',
    format: 'address-block',
    expected: 'an IP address or a CIDR block such as 192.0.2.0/24',
  },
  default: [],
};
/** An object refuses keys it does not know; absent, it is filled from the defaults of its keys. */
export function object(properties: Record<string, Schema>, required: string[] = []): Schema {
  return {
    type: 'object',
    properties,
    required,
    additionalProperties: false,
    ...(required.length === 0 ? { default: {} } : {}),
  };
}

/** An object that has no effect unless it is there; then its keys have their defaults. */
export function optional(properties: Record<string, Schema>): Schema {
  return { type: 'object', properties, required: [], additionalProperties: false };
}

export function integer(minimum: number, maximum: number, otherwise?: number): Schema {
  return { type: 'integer', minimum, maximum, ...(otherwise === undefined ? {} : { default: otherwise }) };
}

export function flag(otherwise: boolean): Schema {
  return { type: 'boolean', default: otherwise };
}

export function choice(values: string[], otherwise?: string): Schema {
  return { type: 'string', enum: values, ...(otherwise === undefined ? {} : { default: otherwise }) };
}

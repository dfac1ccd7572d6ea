/** The rules for one trunk of the configuration. */
import {
  addresses,
  choice,
  flag,
  host,
  hostName,
  integer,
  number,
  object,
  optional,
  path,
  secret,
  text,
} from './schema-parts.js';
import { callerFrom, headers, identity } from './trunk-identity-schema.js';
import { numberFormats, trunkNumbersSchema } from './trunk-number-schema.js';

const login = object({ username: text, password: secret }, ['username', 'password']);

export const trunkSchema = object(
  {
    name: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,64}$', expected: 'letters, digits and _ . -' },
    type: choice(['carrier', 'softphones'], 'carrier'),
    from: addresses,
    fromCertificates: { type: 'array', items: hostName, default: [] },
    to: {
      type: 'string',
      format: 'sip-uri',
      expected: 'a SIP address such as sip:192.0.2.10:5060;transport=udp',
    },
    tls: object({
      caFile: path,
      certificateFile: path,
      keyFile: path,
      serverName: host,
      verify: flag(true),
      acceptWildcards: flag(true),
    }),
    trustAssertedIdentity: flag(true),
    callerFrom,
    identity,
    headers,
    numberFormat: choice(numberFormats, 'e164'),
    numbers: trunkNumbersSchema,
    reliableProvisionals: choice(['off', 'supported', 'required'], 'off'),
    alwaysOffer: flag(false),
    followRedirects: flag(false),
    sessionTimerSeconds: integer(0, 86_400, 1800),
    contact: choice(['signalled', 'source'], 'signalled'),
    media: object({
      source: choice(['signalled-address', 'signalled', 'latch'], 'signalled-address'),
      latchFrom: addresses,
      encryption: choice(['refused', 'offered', 'required'], 'refused'),
    }),
    firstAnswerSeconds: integer(0, 32, 5),
    health: object({
      options: choice(['never', 'silent', 'always'], 'silent'),
      everySeconds: integer(5, 3600, 30),
      upOn: { type: 'array', items: integer(300, 699), default: [] },
    }),
    failoverOn: { type: 'array', items: integer(300, 699), default: [] },
    ringTimeoutSeconds: integer(5, 600),
    earlyMedia: choice(['pass', 'afterRinging', 'never'], 'pass'),
    maxCalls: integer(0, 1_000_000, 0),
    callsPerSecond: integer(0, 100_000, 0),
    credentials: login,
    authenticate: optional({
      users: { type: 'array', items: login, default: [] },
      realm: { ...text, default: 'callveil' },
      algorithms: {
        type: 'array',
        items: choice(['SHA-512-256', 'SHA-256', 'MD5']),
        minItems: 1,
        default: ['SHA-256', 'MD5'],
      },
      status: choice(['peer', 'proxy'], 'peer'),
    }),
    realm: { ...text, default: 'callveil' },
    accounts: {
      type: 'array',
      items: object({ number, password: secret }, ['number', 'password']),
      default: [],
    },
  },
  ['name'],
);

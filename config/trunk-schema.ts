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
  type Schema,
} from './schema-parts.js';
import { callerFrom, headers, identity } from './trunk-identity-schema.js';
import { smppSchema } from './smpp-schema.js';
import { numberFormats, trunkNumbersSchema } from './trunk-number-schema.js';

/** The same names as in `codecs.ts` of media, which this folder may not import; a test keeps the two together. */
const VOICES =
  'PCMA PCMU G722 G729 G723 G728 GSM iLBC speex L16 G726-16 G726-24 G726-32 G726-40 G7221 SILK AMR AMR-WB opus'.split(
    ' ',
  );

const login = object({ username: text, password: secret }, ['username', 'password']);

const nextHop: Schema = {
  type: 'string',
  format: 'sip-uri',
  expected: 'a SIP address such as sip:192.0.2.10:5060;transport=udp',
};

export const trunkSchema = object(
  {
    name: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,64}$', expected: 'letters, digits and _ . -' },
    type: choice(['carrier', 'softphones'], 'carrier'),
    from: addresses,
    fromCertificates: { type: 'array', items: hostName, default: [] },
    to: nextHop,
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
    connectionReuse: flag(false),
    media: object({
      source: choice(['signalled-address', 'signalled', 'latch'], 'signalled-address'),
      latchFrom: addresses,
      encryption: choice(['refused', 'offered', 'required'], 'refused'),
      codecs: { type: 'array', items: choice(VOICES), default: [] },
      packetMilliseconds: integer(10, 60),
      addressFamily: choice(['auto', 'ipv4', 'ipv6'], 'auto'),
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
    messages: choice(['sip', 'off'], 'sip'),
    messagesPerSecond: integer(0, 100_000, 0),
    credentials: login,
    register: optional({
      registrar: nextHop,
      addressOfRecord: {
        type: 'string',
        pattern: "^sips?:[A-Za-z0-9_.!~*'()%+-]{1,64}@[A-Za-z0-9.:\\[\\]-]{1,253}$",
        expected: 'an address such as sip:1000@sip.example.com',
      },
      contactUser: {
        type: 'string',
        pattern: "^[A-Za-z0-9_.!~*'()%+-]{1,64}$",
        expected: 'the user part of a SIP address',
      },
      expiresSeconds: integer(30, 86_400, 600),
      retrySeconds: integer(1, 3600, 30),
      maxRetrySeconds: integer(1, 86_400, 300),
      dialledFrom: choice(['auto', 'request-uri', 'to'], 'auto'),
      unregistered: choice(['last', 'never'], 'last'),
      serviceRoute: flag(true),
    }),
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
    smpp: smppSchema,
    realm: { ...text, default: 'callveil' },
    accounts: {
      type: 'array',
      items: object({ number, password: secret }, ['number', 'password']),
      default: [],
    },
  },
  ['name'],
);

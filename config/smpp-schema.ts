/** The rules for the SMPP connections of a trunk. */
import { choice, flag, host, integer, object, optional, path, type Schema } from './schema-parts.js';
import { numberFormats, trunkNumbersSchema } from './trunk-number-schema.js';

/** A C-octet string, which cannot have other characters (SMPP 3.4 3.1). */
function ascii(longest: number, otherwise?: string): Schema {
  return {
    type: 'string',
    pattern: `^[\\x20-\\x7e]{${otherwise === undefined ? 1 : 0},${longest}}$`,
    expected: `at most ${longest} visible ASCII characters`,
    ...(otherwise === undefined ? {} : { default: otherwise }),
  };
}

const octet = integer(0, 255);
const address = object({ ton: octet, npi: octet });

/** SMPP 3.4 4.1 allows ids of 15 characters and passwords of 8; carriers give out longer ones, and take them. */
export const smppSchema = object(
  {
    servers: {
      type: 'array',
      items: { type: 'string', format: 'server', expected: 'a host with its port, such as 192.0.2.20:2775' },
      minItems: 1,
    },
    binds: integer(1, 16, 1),
    tls: optional({
      caFile: path,
      certificateFile: path,
      keyFile: path,
      serverName: host,
      verify: flag(true),
    }),
    systemId: ascii(64),
    password: { ...ascii(64), secret: true },
    systemType: ascii(12, ''),
    bindAs: choice(['transceiver', 'transmitter-receiver'], 'transceiver'),
    addressRange: ascii(40, ''),
    serviceType: ascii(5, ''),
    window: integer(1, 1000, 10),
    messagesPerSecond: integer(0, 100_000, 0),
    responseSeconds: integer(1, 300, 30),
    enquireLinkSeconds: integer(5, 3600, 30),
    retrySeconds: integer(1, 3600, 5),
    maxRetrySeconds: integer(1, 86_400, 120),
    numberFormat: choice(numberFormats, 'digits'),
    numbers: trunkNumbersSchema,
    addresses: object({ caller: address, called: address }),
    alphabet: choice(['gsm', 'ascii', 'latin1'], 'gsm'),
    longText: choice(['udh', 'sar', 'payload'], 'udh'),
    partsSeconds: integer(10, 86_400, 600),
    validity: flag(true),
    receipts: flag(true),
    messageIds: choice(['same', 'hexadecimal', 'decimal'], 'same'),
    temporaryStatuses: { type: 'array', items: integer(1, 0xffff), default: [] },
  },
  ['servers', 'systemId', 'password'],
);

import t from 'tap';
import { canonicalName, canonicalNameAt } from '../../../../../engine/sipd/stack/parse/header-names.js';

void t.test('registered names in any case get the spelling of their RFC', async (t) => {
  for (const name of [
    'Call-ID',
    'CSeq',
    'WWW-Authenticate',
    'MIME-Version',
    'RAck',
    'SIP-ETag',
    'P-Asserted-Identity',
  ]) {
    for (const raw of [
      name,
      name.toLowerCase(),
      name.toUpperCase(),
      name.charAt(0).toLowerCase() + name.slice(1),
    ]) {
      t.equal(canonicalName(raw), name, raw);
      t.equal(canonicalNameAt(`<${raw}:`, 1, raw.length + 1), name, raw);
    }
  }
});

void t.test('compact forms are expanded', async (t) => {
  const compact = {
    ...{ v: 'Via', f: 'From', t: 'To', i: 'Call-ID', m: 'Contact', l: 'Content-Length', c: 'Content-Type' },
    ...{ e: 'Content-Encoding', k: 'Supported', s: 'Subject', o: 'Event', u: 'Allow-Events', r: 'Refer-To' },
    ...{ b: 'Referred-By', x: 'Session-Expires', a: 'Accept-Contact', j: 'Reject-Contact', y: 'Identity' },
    ...{ d: 'Request-Disposition', n: 'Identity-Info' },
  };
  for (const [letter, name] of Object.entries(compact)) {
    t.equal(canonicalName(letter), name);
    t.equal(canonicalName(letter.toUpperCase()), name);
  }
});

void t.test('unknown names are capitalised, but those of the X- kind stay as sent', async (t) => {
  t.equal(canonicalName('my-other'), 'My-Other');
  t.equal(canonicalName('my-oTHER'), 'My-OTHER');
  t.equal(canonicalName('x-lower'), 'x-lower');
  t.equal(canonicalName('X-UPPER-and-lower'), 'X-UPPER-and-lower');
  t.equal(canonicalName('constructor'), 'Constructor');
  t.equal(canonicalName('__proto__'), '__proto__');
});

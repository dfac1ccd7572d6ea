/**
 * A message that comes in over SMPP with its sender's number in every field that SMPP has, and goes out over SMPP again:
 * the octets of the other side never have the number, in any form in which fields write one.
 */
import fc from 'fast-check';
import t from 'tap';
import { Smsc, type Delivery } from '../support/servers/smsc.js';
import { A, SmppStage, X } from '../support/stages/smpp-stage.js';

const DIGITS = A.slice(3);

/** As text, as UCS-2, as the semi-octets of GSM, and as packed digits. */
const FORMS: readonly Buffer[] = [
  Buffer.from(DIGITS),
  Buffer.from(DIGITS, 'utf16le').swap16(),
  Buffer.from(`${DIGITS}f`.replace(/(.)(.)/g, '$2$1'), 'hex'),
  Buffer.from(`0${DIGITS}`, 'hex'),
];

const planted = fc.constantFrom(...FORMS);

/** callback_num, subaddresses, callback_num_atag, additional status text, vendors' and unknown tags. */
const tag = fc.oneof(
  fc.constantFrom(0x0381, 0x0202, 0x0203, 0x0303, 0x001d, 0x0204, 0x020a, 0x0302, 0x0017, 0x1501, 0x1400),
  fc.integer({ min: 0x1000, max: 0xffff }),
);

/** Elements of a user data header other than part numbers: ports, text formats, pictures, e-mail, reply address. */
const element = fc
  .tuple(fc.constantFrom(0x01, 0x04, 0x05, 0x0a, 0x0b, 0x12, 0x20, 0x22, 0x80, 0xe0), planted)
  .map(([kind, value]) => Buffer.concat([Buffer.from([kind, value.length]), value]));

const delivery = fc
  .record({
    tlvs: fc.array(fc.tuple(tag, planted), { maxLength: 4 }),
    elements: fc.array(element, { maxLength: 2 }),
    isLong: fc.boolean(),
    serviceType: fc.constantFrom('', DIGITS),
  })
  .map(({ tlvs, elements, isLong, serviceType }) => ({ tlvs, elements, isLong, serviceType }));

const TEXT = 'see you at nine';

void t.test('no field of a message but its text reaches the other side', async (t) => {
  const smsc = await Smsc.listen();
  const stage = await SmppStage.open(t, { smsc });
  await stage.bound();
  const link = await smsc.binds();
  let reference = 0;
  await fc.assert(
    fc.asyncProperty(delivery, async ({ tlvs, elements, isLong, serviceType }) => {
      const { length } = stage.messages;
      reference = (reference + 1) & 0xff;
      const texts = isLong ? [TEXT.slice(0, 7), TEXT.slice(7)] : [TEXT];
      for (const [index, text] of texts.entries()) {
        const number = isLong ? [Buffer.from([0, 3, reference, 2, index + 1])] : [];
        const header = Buffer.concat([...elements, ...number]);
        const content = Buffer.concat([Buffer.from([header.length]), header, Buffer.from(text)]);
        const one: Delivery = {
          ...{ from: { text: A.slice(1) }, to: { text: X.slice(1) }, esmClass: 0x40 },
          ...{ content, tlvs, serviceType },
        };
        if ((await link.deliver(one)) !== 0) return false;
      }
      const message = stage.messages[length];
      if (message?.text !== TEXT || message.from !== A) return false;
      const { text, id } = message;
      await stage.send({ id, text });
      const octets = smsc.submits.at(-1)?.octets ?? Buffer.alloc(0);
      return octets.includes(TEXT) && FORMS.every((form) => !octets.includes(form));
    }),
    { numRuns: 60 },
  );
  t.equal(smsc.submits.length, stage.messages.length, 'each one went out, and there was no counterexample');
});

/** One rule says what an extension is, wherever it is written. */
import t from 'tap';
import { parseConfig } from '../../../config/load.js';
import { Fields } from '../../../engine/api/privatenumber/fields.js';
import { axeOperations } from '../../../engine/api/privatenumber/axe.js';
import { extensionOf, MAX_EXTENSION_DIGITS, writtenExtension } from '../../../routing/numbers/extension.js';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { mobile, privateNumber, refused, world } from '../../support/stages/routing-world.js';

const X = privateNumber(1);
const GOOD = ['1', '42', '042', '9999', '0001'];
const BAD = ['00001', '12345', '0', '0000', '-1', '1.5', '1e2', ' 12', '１２', 'abcd', '#12'];

void t.test('an extension is a number from 1 on, in as many digits as there are', async (t) => {
  for (const text of GOOD) {
    const extension = extensionOf(text, 4);
    t.equal(extension, Number(text), text);
    t.equal(writtenExtension(Number(text), 4), text.padStart(4, '0'));
  }
  for (const text of [...BAD, '']) t.equal(extensionOf(text, 4), undefined, text);
  t.equal(extensionOf('123', 2), undefined);
});

void t.test('routing, the vendor’s API and the operators’ take the same ones', async (t) => {
  const { routing, app } = await world('AXE');
  const under = await operatorUnderTest();
  const vendor = axeOperations(routing.bindings.axe);
  const askVendor = async (extendNum: string): Promise<unknown> => {
    const fields = new Fields({ bindNum: mobile(1), virtualNum: X, extendNum }, { hasPrompt: () => true });
    return vendor.bind({ application: app, fields, query: fields });
  };
  const askOperators = (extension: string): ReturnType<typeof under.ask> =>
    under.ask('operator', 'POST /v1/bindings/axe', {
      ...{ appKey: 'key-AXE', a: mobile(1), x: privateNumber(301), extension },
    });
  for (const extension of GOOD) {
    const whole = extension.padStart(4, '0');
    const { id } = await routing.bindings.axe.bind(app, { a: mobile(1), x: X, extension });
    await routing.bindings.axe.unbind(app, { subscriptionId: id });
    t.match(await askVendor(extension), { extendNum: whole });
    await routing.bindings.axe.unbind(app, { x: X, extension });
    const bound = await askOperators(extension);
    t.match(bound, { status: 201, json: { extension: whole } }, extension);
    await under.ask('operator', `DELETE /v1/bindings/${String(bound.json['subscriptionId'])}`);
  }
  for (const extension of BAD) {
    const binding = { a: mobile(1), x: X, extension };
    await t.rejects(routing.bindings.axe.bind(app, binding), refused('invalid', 'extension'), extension);
    await t.rejects(askVendor(extension), { result: { code: '1010002' } } as unknown as Error, extension);
    t.match(await askOperators(extension), { status: 400 }, extension);
  }
});

void t.test('an application has as many digits as an extension can have, at most', async (t) => {
  const digits = (extensionDigits: number): unknown =>
    parseConfig(
      JSON.stringify({ applications: [{ appKey: 'k', appSecret: 's', mode: 'AXE', extensionDigits }] }),
    );
  for (let n = 1; n <= MAX_EXTENSION_DIGITS; n += 1) t.ok(digits(n));
  t.throws(() => digits(MAX_EXTENSION_DIGITS + 1));
  t.throws(() => digits(0));
});

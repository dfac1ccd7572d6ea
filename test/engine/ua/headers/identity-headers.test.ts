import t from 'tap';
import { identityHeaders } from '../../../../engine/ua/headers/identity-headers.js';
import type { IdentityForm } from '../../../../engine/sip/signaling.js';

const display = '+8617100000009';

function shown(form: Partial<IdentityForm>, number = display): Readonly<Record<string, unknown>> {
  const usual: IdentityForm = { headers: ['P-Asserted-Identity'], scheme: 'sip', userPhone: false };
  return identityHeaders({ display: number, form: { ...usual, ...form } });
}

void t.test('From and P-Asserted-Identity, by default', async (t) => {
  const usual = { From: `<sip:${display}@localhost>`, 'P-Asserted-Identity': `<sip:${display}@localhost>` };
  t.same(identityHeaders({ display }), usual);
  t.same(shown({}), usual);
});

void t.test('the headers that the trunk wants, and a Privacy', async (t) => {
  t.same(shown({ headers: [] }), { From: `<sip:${display}@localhost>` });
  t.same(shown({ headers: ['Remote-Party-ID', 'P-Preferred-Identity'], privacy: 'id' }), {
    From: `<sip:${display}@localhost>`,
    'Remote-Party-ID': `<sip:${display}@localhost>;party=calling;screen=yes;privacy=off`,
    'P-Preferred-Identity': `<sip:${display}@localhost>`,
    Privacy: 'id',
  });
});

void t.test('the URI in the form that the trunk wants', async (t) => {
  const cases: readonly (readonly [Partial<IdentityForm>, string, string])[] = [
    [{ scheme: 'tel' }, display, `<tel:${display}>`],
    [{ scheme: 'tel', phoneContext: '+86755' }, '28000001', '<tel:28000001;phone-context=+86755>'],
    [{ userPhone: true, domain: 'ims.example' }, display, `<sip:${display}@ims.example;user=phone>`],
    [{ phoneContext: 'ims.example' }, '28000001', '<sip:28000001;phone-context=ims.example@localhost>'],
    [{ phoneContext: '+86' }, display, `<sip:${display}@localhost>`],
    [{}, '7720#171', '<sip:7720%23171@localhost>'],
  ];
  for (const [form, number, uri] of cases) t.equal(shown(form, number)['From'], uri);
});

void t.test('a number that its owner withholds is in no header', async (t) => {
  const form: IdentityForm = {
    headers: ['P-Asserted-Identity', 'Remote-Party-ID'],
    scheme: 'tel',
    userPhone: true,
  };
  t.same(identityHeaders({ display: undefined, form }), {
    From: '"Anonymous" <sip:anonymous@anonymous.invalid>',
  });
});

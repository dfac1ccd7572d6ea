/** Rules of `routes` that leave calls without a way, of which the start and `callveil check` warn. */
import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { routeOddities } from '../../engine/check-routes.js';

const SMPP = 'smpp: { servers: ["192.0.2.5:2775"], systemId: a, password: b }';
const TRUNKS = `
trunks:
  - { name: sip, to: "sip:192.0.2.1" }
  - { name: both, to: "sip:192.0.2.2", ${SMPP} }
  - { name: texts, ${SMPP} }
  - { name: more, ${SMPP} }
applications:
  - { appKey: talks, appSecret: a-secret-of-talks, mode: AXB }
  - { appKey: writes, appSecret: a-secret-of-writes, mode: AXB, calls: { voice: false } }
`;

void t.test('a rule whose trunks carry messages alone', async (t) => {
  const found = (rules: string): string[] =>
    routeOddities(parseConfig(`${TRUNKS}routes: ${rules}`)).map(
      ({ pointer, found }) => `${pointer} ${found}`,
    );
  t.same(found('[]'), []);
  t.same(found('[{ trunks: [{ name: sip }] }]'), []);
  t.same(found('[{ trunks: [{ name: both }] }]'), []);
  t.same(found('[{ trunks: [{ name: texts }, { name: sip }] }]'), []);
  t.same(found('[{ trunks: [{ name: texts }] }]'), ['/routes/0/trunks texts (only messages)']);
  t.same(
    found(
      '[{ calleePrefixes: [+861], trunks: [{ name: sip }] }, { trunks: [{ name: texts }, { name: more }] }]',
    ),
    ['/routes/1/trunks texts, more (only messages)'],
  );
  t.same(found('[{ applications: [writes], trunks: [{ name: texts }] }]'), [], 'it has no voice');
  t.same(found('[{ applications: [writes, talks], trunks: [{ name: texts }] }]'), [
    '/routes/0/trunks texts (only messages)',
  ]);
});

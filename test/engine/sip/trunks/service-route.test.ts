import t from 'tap';
import { routedBy, type TrunkHosts } from '../../../../engine/sip/trunks/service-route.js';

const TRUNK = {
  from: ['192.0.2.0/28'],
  to: 'sip:sbc.example:5080',
  register: { registrar: 'sip:registrar.example' },
} as unknown as TrunkHosts;

void t.test('the first proxy gets the call if it is the trunk’s, else the trunk’s own next hop', (t) => {
  const table: [route: string, nextHop: string | undefined][] = [
    ['<sip:orig@192.0.2.5:5062;lr>', 'sip:192.0.2.5:5062'],
    ['<sip:192.0.2.5;lr;transport=TCP>', 'sip:192.0.2.5;transport=tcp'],
    ['<sip:SBC.example;lr>', 'sip:SBC.example'],
    ['<sip:registrar.example:5070;lr>', 'sip:registrar.example:5070'],
    ['<sips:registrar.example;lr>', 'sip:registrar.example;transport=tls'],
    ['<sip:192.0.2.16;lr>', undefined],
    ['<sip:elsewhere.example;lr>', undefined],
    ['<sip:sbc.example@198.51.100.1;lr>', undefined],
    ['<sip:192.0.2.5;transport=sctp;lr>', undefined],
  ];
  for (const [route, nextHop] of table) {
    const all = [route, '<sip:core.example;lr>'];
    t.same(routedBy(all, TRUNK), nextHop === undefined ? { routes: all } : { routes: all, nextHop }, route);
  }
  t.same(routedBy(undefined, TRUNK), {});
  t.end();
});

void t.test('a call over TLS is not led to less', (t) => {
  const secure = { ...TRUNK, to: 'sip:sbc.example;transport=tls' };
  const hop = (route: string): unknown => routedBy([route], secure).nextHop;
  t.equal(hop('<sip:sbc.example;lr>'), undefined);
  t.equal(hop('<sip:sbc.example;transport=tcp;lr>'), undefined);
  t.equal(hop('<sip:sbc.example:5061;transport=tls;lr>'), 'sip:sbc.example:5061;transport=tls');
  t.equal(hop('<sips:sbc.example;lr>'), 'sip:sbc.example;transport=tls');
  t.end();
});

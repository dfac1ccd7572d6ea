import t from 'tap';
import { serviceRoutesOf } from '../../../../engine/ua/headers/service-route.js';

void t.test('Service-Route is written again, in its order, or not used at all', (t) => {
  const read = (value: string | undefined): readonly string[] | undefined =>
    serviceRoutesOf({ header: (name) => (name === 'Service-Route' ? value : undefined) });
  const table: [value: string | undefined, routes: string[] | undefined][] = [
    [undefined, undefined],
    ['', undefined],
    ['<sip:a.example;lr>', ['<sip:a.example;lr>']],
    [
      '"a, b" <sip:u@a.example;lr>;x=1, <sips:[2001:db8::1]:5061;lr=on;y=(z)>',
      ['<sip:u@a.example;lr>', '<sips:[2001:db8::1]:5061;lr=on;y=(z)>'],
    ],
    ['<sip:a.example;ttl=1;LR;maddr=192.0.2.1>', ['<sip:a.example;ttl=1;LR;maddr=192.0.2.1>']],
    ['<sip:a.example>', undefined],
    ['<sip:a.example;lr>, <sip:b.example>', undefined],
    ['<sip:a.example;lr>, <tel:+86>', undefined],
    ['<sip:a.example;lr?Subject=x>', undefined],
    ['<sip:a.example:0;lr>', undefined],
    ['<sip:a example;lr>', undefined],
    ['<sip:a.example;x="y";lr>', undefined],
    [Array.from({ length: 9 }, (_, n) => `<sip:a${n}.example;lr>`).join(', '), undefined],
  ];
  for (const [value, routes] of table) t.same(read(value), routes, value ?? 'none');
  t.end();
});

void t.test('a hostile Service-Route is read in no time', (t) => {
  const header = (): string => `<sip:a.example${';lr'.repeat(1000)};!`;
  t.equal(serviceRoutesOf({ header }), undefined);
  t.equal(serviceRoutesOf({ header: () => `<sip:a${';a=a'.repeat(250)}">` }), undefined);
  t.end();
});

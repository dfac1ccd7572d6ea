import t from 'tap';
import { OwnEndpoints } from '../../../../media/relay/ports/own-endpoints.js';

const PORTS = { portMin: 20_000, portMax: 20_999 };
const INTERFACES = [
  { address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4' },
  { address: '192.168.7.20', netmask: '255.255.252.0', family: 'IPv4' },
  { address: '10.0.0.1', netmask: '255.255.255.255', family: 'IPv4' },
  { address: '2001:db8::5', netmask: 'ffff:ffff:ffff:ffff::', family: 'IPv6' },
];

void t.test('our own address is refused at our own ports alone: a phone may run beside us', (t) => {
  const own = new OwnEndpoints({ hosts: ['192.168.7.20'], ...PORTS, interfaces: INTERFACES });
  for (const port of [20_000, 20_001, 20_999])
    t.equal(own.flawOf('192.168.7.20', port), 'an address of our own', `port ${port}`);
  t.equal(own.flawOf('192.168.7.20', 21_000), undefined);
  t.equal(own.flawOf('192.168.7.21', 20_000), undefined);
  t.equal(own.flawOf('127.0.0.1', 20_000), undefined, 'not bound there');
  t.end();
});

void t.test(
  'on loopback a port of our range is ours while we hold it: phones of this machine take theirs at random',
  (t) => {
    const isTaken = (port: number): boolean => port === 20_002;
    for (const host of ['127.0.0.1', '0.0.0.0']) {
      const own = new OwnEndpoints({ hosts: [host], ...PORTS, interfaces: INTERFACES, isTaken });
      t.equal(own.flawOf('127.0.0.1', 20_002), 'an address of our own');
      t.equal(own.flawOf('127.0.0.1', 20_004), undefined);
    }
    const elsewhere = new OwnEndpoints({
      hosts: ['192.168.7.20'],
      ...PORTS,
      interfaces: INTERFACES,
      isTaken,
    });
    t.equal(
      elsewhere.flawOf('192.168.7.20', 20_004),
      'an address of our own',
      'it may be a leg’s a moment later',
    );
    t.end();
  },
);

void t.test('the address in our SDP is ours as well', (t) => {
  const own = new OwnEndpoints({
    hosts: ['192.168.7.20'],
    externalHosts: ['203.0.113.5'],
    ...PORTS,
    interfaces: INTERFACES,
  });
  t.equal(own.flawOf('203.0.113.5', 20_002), 'an address of our own');
  t.end();
});

void t.test('bound everywhere, every address of the machine is ours, and all of loopback', (t) => {
  const own = new OwnEndpoints({
    hosts: ['0.0.0.0', '::'],
    externalHosts: ['203.0.113.5'],
    ...PORTS,
    interfaces: INTERFACES,
  });
  for (const address of [
    '192.168.7.20',
    '10.0.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '203.0.113.5',
    '2001:db8::5',
    '::1',
  ])
    t.equal(own.flawOf(address, 20_000), 'an address of our own', address);
  t.equal(own.flawOf('192.168.7.21', 20_000), undefined);
  t.end();
});

void t.test('the broadcast addresses of our networks are refused at any port', (t) => {
  const own = new OwnEndpoints({ hosts: ['192.168.7.20'], ...PORTS, interfaces: INTERFACES });
  t.equal(own.flawOf('192.168.7.255', 4000), 'a broadcast address');
  t.equal(own.flawOf('127.255.255.255', 4000), 'a broadcast address');
  t.equal(own.flawOf('192.168.4.255', 4000), undefined, 'a host of a /22');
  t.equal(own.flawOf('10.0.0.1', 4000), undefined, 'a /32 has none');
  t.end();
});

void t.test('the networks of this machine are read where none are given', (t) => {
  t.equal(
    new OwnEndpoints({ hosts: ['127.0.0.1'], ...PORTS }).flawOf('127.0.0.1', 20_000),
    'an address of our own',
  );
  t.end();
});

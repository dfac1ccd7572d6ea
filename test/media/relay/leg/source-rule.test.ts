import t from 'tap';
import { SourceRule } from '../../../../media/relay/leg/source-rule.js';

const SIGNALLED = { address: '198.51.100.7', port: 6000 };
const NAT: [string, number] = ['203.0.113.1', 1024];
const STRANGER: [string, number] = ['192.0.2.66', 6000];

void t.test('no source is accepted before an SDP names one', (t) => {
  const rule = new SourceRule(1000);
  t.equal(rule.target, undefined);
  t.equal(rule.isSource(...STRANGER) || rule.admit(...STRANGER, 0), false);
  rule.arm('latch', undefined, 0);
  t.equal(rule.admit(...STRANGER, 0), false, 'on hold from the first');
  t.end();
});

void t.test('signalled: the address and port of the SDP, nothing else', (t) => {
  const rule = new SourceRule(1000);
  rule.arm('signalled', SIGNALLED, 0);
  t.ok(rule.isSource('198.51.100.7', 6000));
  for (const other of [STRANGER, ['198.51.100.7', 6001] as [string, number]]) {
    t.notOk(rule.isSource(...other));
    t.notOk(rule.admit(...other, 0));
  }
  t.end();
});

void t.test('signalled: a new SDP moves the source, the same again or a hold does not', (t) => {
  const rule = new SourceRule(1000);
  rule.arm('signalled', SIGNALLED, 0);
  rule.arm('signalled', undefined, 10);
  t.ok(rule.isSource('198.51.100.7', 6000));
  rule.arm('signalled', { address: '198.51.100.8', port: 7000 }, 20);
  t.ok(rule.isSource('198.51.100.8', 7000));
  t.notOk(rule.isSource('198.51.100.7', 6000));
  t.notOk(rule.admit('198.51.100.7', 6000, 20));
  t.end();
});

void t.test('latch: the first source within the window, then fixed', (t) => {
  const rule = new SourceRule(1000);
  rule.arm('latch', SIGNALLED, 0);
  t.same(rule.target, SIGNALLED);
  t.ok(rule.admit(...NAT, 999));
  t.ok(rule.isSource(...NAT));
  t.same(rule.target, { address: NAT[0], port: NAT[1] });
  t.notOk(rule.admit(...STRANGER, 999));
  rule.arm('latch', SIGNALLED, 1000);
  rule.extend(1000);
  t.notOk(rule.admit(...STRANGER, 1001), 'the same SDP and the bridge open nothing again');
  t.end();
});

void t.test('latch: after the window only the signalled address', (t) => {
  const rule = new SourceRule(1000);
  rule.arm('latch', SIGNALLED, 0);
  t.notOk(rule.admit(...NAT, 1000));
  t.ok(rule.admit('198.51.100.7', 6000, 60_000));
  t.end();
});

void t.test('latch: the window opens again as the call moves on, while no source was heard', (t) => {
  const rule = new SourceRule(1000);
  rule.arm('latch', SIGNALLED, 0);
  rule.extend(30_000);
  t.ok(rule.admit(...NAT, 30_999));
  t.end();
});

void t.test(
  'latch: another address in the SDP lets a new source replace the old, which stays good until then',
  (t) => {
    const rule = new SourceRule(1000);
    rule.arm('latch', SIGNALLED, 0);
    rule.admit(...NAT, 0);
    rule.arm('latch', { address: '198.51.100.8', port: 7000 }, 50_000);
    t.ok(rule.isSource(...NAT));
    t.ok(rule.admit('203.0.113.2', 2048, 50_500));
    t.notOk(rule.isSource(...NAT));
    t.notOk(rule.admit(...NAT, 50_600));
    t.end();
  },
);

void t.test('latch: only from the addresses it is limited to, and from that of the SDP', (t) => {
  const rule = new SourceRule(1000);
  const from = [NAT[0], '2001:db8::/32', '203.0.113.64/26', 'not an address', '::ffff:203.0.113.9'];
  for (const [address, isTaken] of [
    [STRANGER[0], false],
    ['203.0.113.2', false],
    ['203.0.113.127', true],
    ['203.0.113.128', false],
    ['203.0.113.9', true],
    ['2001:db8:1::5', true],
    ['2001:db9::5', false],
    [SIGNALLED.address, true],
    [NAT[0], true],
  ] as const) {
    const each = new SourceRule(1000);
    each.arm('latch', SIGNALLED, 0, from);
    t.equal(each.admit(address, 40_000, 0), isTaken, address);
  }
  rule.arm('latch', SIGNALLED, 0, []);
  t.notOk(rule.admit(...NAT, 0));
  t.same(rule.target, SIGNALLED, 'a stranger who comes first changes nothing');
  t.ok(rule.admit(SIGNALLED.address, SIGNALLED.port, 0));
  t.end();
});

void t.test('latch: the signalled address and port take the call back, and keep it', (t) => {
  const rule = new SourceRule(1000);
  rule.arm('latch', SIGNALLED, 0, [NAT[0]]);
  t.ok(rule.admit(...NAT, 0));
  t.notOk(rule.admit(SIGNALLED.address, SIGNALLED.port + 2, 60_000), 'another port of that address does not');
  t.ok(rule.admit(SIGNALLED.address, SIGNALLED.port, 60_000));
  t.same(rule.target, SIGNALLED);
  t.notOk(rule.isSource(...NAT));
  t.notOk(rule.admit(...NAT, 60_001));
  t.end();
});

void t.test('latch: what was latched in one IP family is no target in the other', (t) => {
  const rule = new SourceRule(1000);
  rule.arm('latch', SIGNALLED, 0);
  t.ok(rule.admit(...NAT, 1));
  const six = { address: '2001:db8::1', port: 6000 };
  rule.arm('latch', six, 10);
  t.same(rule.target, six);
  t.notOk(rule.isSource(...NAT));
  t.ok(rule.admit('2001:db8::2', 1024, 20), 'and the window is open again');
  t.end();
});

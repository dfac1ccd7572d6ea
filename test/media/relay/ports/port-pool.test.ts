import t from 'tap';
import { PortPool } from '../../../../media/relay/ports/port-pool.js';
import { PortRange } from '../../../../media/relay/ports/port-range.js';

const pool = (pairs: number) => new PortPool(new PortRange(30_000, 30_000 + 2 * pairs - 1, () => 0));

void t.test('a pair that rested serves its worker again before the range does', (t) => {
  const [ports, worker, other] = [pool(8), {}, {}];
  t.same(ports.take(worker), { port: 30_000, bound: false });
  t.ok(ports.keep(worker, 30_000));
  t.same(ports.take(other), { port: 30_002, bound: false }, 'another worker has no such socket');
  t.same(ports.take(worker), { port: 30_000, bound: true });
  t.same(ports.take(worker), { port: 30_004, bound: false });
  t.end();
});

void t.test('what waits counts as free, for its worker alone', (t) => {
  const [ports, worker, other] = [pool(4), {}, {}];
  const taken = ports.take(worker);
  t.equal(ports.free, 3);
  t.ok(ports.keep(worker, taken?.port ?? 0));
  t.equal(ports.free, 4);
  t.equal(ports.freeFor(worker), 4);
  t.equal(ports.freeFor(other), 3);
  t.end();
});

void t.test('at most half of what is free waits bound, so that other workers get their pairs', (t) => {
  const [ports, worker, other] = [pool(4), {}, {}];
  const taken = Array.from({ length: 4 }, () => ports.take(worker)?.port ?? 0);
  t.equal(ports.take(other), undefined);
  const kept = taken.filter((port) => ports.keep(worker, port));
  t.equal(kept.length, 2);
  t.equal(ports.free, 4);
  t.equal(ports.freeFor(other), 2);
  t.end();
});

void t.test('the pairs of a worker that died are of the range again', (t) => {
  const [ports, worker, other] = [pool(4), {}, {}];
  ports.keep(worker, ports.take(worker)?.port ?? 0);
  ports.forget(worker);
  t.equal(ports.freeFor(other), 4);
  t.end();
});

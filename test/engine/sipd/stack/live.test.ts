import t from 'tap';
import { describeServer, listed, peerOf } from '../../../../engine/sipd/stack/live.js';
import { ServerTable } from '../../../../engine/sipd/stack/transaction/server-table.js';
import type { Flow, StackCounters } from '../../../../engine/sipd/stack/stack.js';

const flow: Flow = {
  transport: 'udp',
  localAddress: '',
  localPort: 0,
  remoteAddress: '2001:db8::1',
  remotePort: 5060,
};

void t.test('an answered request is described by the key of its transaction', async (t) => {
  const table = new ServerTable({ transactions: 0 } as StackCounters);
  const described = (key: string): unknown => {
    const { method, branch, peer, ageMs } = describeServer(table.open(key, undefined, 1, 100), 350);
    return { method, branch, peer, ageMs };
  };
  t.same(described('z9hG4bK-1 192.0.2.1:5070 BYE'), {
    ...{ method: 'BYE', branch: 'z9hG4bK-1', peer: '192.0.2.1:5070', ageMs: 250 },
  });
  t.match(described('z9hG4bK-2 192.0.2.1: INVITE'), { peer: '192.0.2.1' }, 'a Via without a port');
  // RFC 2543: without a branch, and with one that names nothing.
  t.match(described('call-1 7 tag 192.0.2.1:5060  INVITE'), {
    branch: '',
    peer: '192.0.2.1:5060',
    method: 'INVITE',
  });
  t.match(described('call-1 7  192.0.2.1:5060 1 ACK'), {
    branch: '1',
    peer: '192.0.2.1:5060',
    method: 'ACK',
  });
});

void t.test('an IPv6 peer has brackets, and one that is not known yet is empty', async (t) => {
  t.equal(peerOf(flow), '[2001:db8::1]:5060');
  t.equal(peerOf({ ...flow, remoteAddress: '' }), '');
});

void t.test('a list ends at its limit without reading on', async (t) => {
  function* endless(): Iterable<number> {
    for (let n = 0; ; n += 1) yield n;
  }
  t.same(
    listed(endless(), 5000, 3, (n) => n * 2),
    { total: 5000, items: [0, 2, 4] },
  );
  t.same(
    listed(endless(), 5000, 0, (n) => n),
    { total: 5000, items: [] },
  );
});

/** What INFO replication of a Redis says, as servers of several versions and roles write it. */
import t from 'tap';
import { readReplication, RedisStatus } from '../../../routing/journal/redis-status.js';

const master = (...slaves: string[]): string =>
  [
    '# Replication',
    'role:master',
    `connected_slaves:${slaves.length}`,
    ...slaves.map((slave, place) => `slave${place}:${slave}`),
    'master_failover_state:no-failover',
    'master_replid:8d2a',
    'master_repl_offset:5000',
    'slave_repl_offset:1',
    '',
  ].join('\r\n');

void t.test('a master alone, with replicas, and with one that is behind', (t) => {
  t.same(readReplication(master()), { role: 'master', replicas: 0 });
  t.same(
    readReplication(
      master(
        'ip=10.0.0.2,port=6379,state=online,offset=5000,lag=0',
        'ip=::1,port=6379,state=online,offset=4200,lag=7,type=replica',
      ),
    ),
    { role: 'master', replicas: 2, replicaLagSeconds: 7, replicaLagBytes: 800 },
  );
  t.same(
    readReplication(master('ip=10.0.0.2,port=6379,state=wait_bgsave,offset=0,lag=0')),
    { role: 'master', replicas: 1, replicaLagSeconds: 0, replicaLagBytes: 5000 },
    'one that is still being filled has everything to get',
  );
  t.same(
    readReplication(master('10.0.0.2,6379,online')),
    { role: 'master', replicas: 1, replicaLagSeconds: 0, replicaLagBytes: 0 },
    'an old server that says less',
  );
  t.end();
});

void t.test('a replica takes no changes; what cannot be read is unknown', (t) => {
  const replica = 'role:slave\r\nmaster_host:10.0.0.1\r\nmaster_link_status:down\r\nslave0:ip=a,lag=9\r\n';
  t.same(readReplication(replica), { role: 'replica', replicas: 0 });
  t.same(readReplication('role:sentinel\n'), { role: 'unknown', replicas: 0 });
  t.same(readReplication(''), { role: 'unknown', replicas: 0 });
  t.end();
});

void t.test('a cluster is as its worst node', async (t) => {
  const node = (text: string) => ({ info: () => Promise.resolve(text) });
  const status = new RedisStatus();
  t.equal(status.replication.role, 'unknown', 'before it was asked');
  const behind = master('ip=10.0.0.2,port=6379,state=online,offset=4990,lag=1');
  await status.look([node(master()), node(behind), node(behind)]);
  t.same(status.replication, { role: 'master', replicas: 2, replicaLagSeconds: 1, replicaLagBytes: 10 });
  await status.look([node(master()), node('role:slave')]);
  t.equal(status.replication.role, 'replica');
  await status.look([node(master()), { info: () => Promise.reject(new Error('NOPERM')) }]);
  t.same(status.replication, { role: 'unknown', replicas: 0 });
});

import { Redis } from 'ioredis';
import t from 'tap';
import { commandConnection, isUsable } from '../../../routing/journal/redis-connection.js';
import { startRedis } from '../../support/servers/redis-server.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';

void t.test(
  'a connection that can write no more is not usable, before it is reported as closed',
  async (t) => {
    const server = await startRedis(await temporaryDirectory(t));
    t.teardown(() => server.stop());
    const connection = commandConnection({ url: `redis://127.0.0.1:${server.port}`, cluster: false });
    if (!(connection instanceof Redis)) throw new TypeError('expected a single server');
    t.teardown(() => connection.disconnect());
    connection.on('error', () => undefined);
    t.equal(isUsable(connection), false, 'nor is one that is not connected');
    await connection.connect();
    t.equal(isUsable(connection), true);
    connection.stream.end();
    t.equal(connection.status, 'ready', 'ioredis refuses commands by now');
    const refusal = connection.ping().then(
      () => 'taken',
      (error: unknown) => String(error),
    );
    t.equal(isUsable(connection), false);
    t.match(await refusal, /writeable/);
  },
);

import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { apiUnderTest } from '../../support/stages/api-under-test.js';

void t.test(
  'a connection on which nothing was asked does not hold up its end',
  { timeout: 90_000 },
  async (t) => {
    const { api } = apiUnderTest('api: {port: 0}');
    const { host, port } = await api.listen();
    const socket = connect(port, host);
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    // The server has it as well once it has answered another one that came after.
    t.equal((await fetch(`http://${host}:${port}/nowhere`)).status, 404);
    await api.close();
    await closed;
  },
);

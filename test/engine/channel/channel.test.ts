import { duplexPair, type Duplex } from 'node:stream';
import t from 'tap';
import { Channel, PLAIN_ERRORS, type ChannelEnd } from '../../../engine/channel/channel.js';
import { JSON_CODEC } from '../../../engine/channel/codec-json.js';
import type { Handlers, Speech } from '../../../engine/channel/speech.js';
import { SocketWire } from '../../../engine/channel/wire-socket.js';
import { EndController } from '../../../engine/end-signal.js';

interface Asks extends Speech {
  readonly requests: { open(name: string): { readonly id: number }; wait(asked: object): string };
  readonly notes: { said: string };
}

interface Tells extends Speech {
  readonly requests: Record<never, never>;
  readonly notes: { news: string };
}

/** An object of the far end. */
interface Door extends Speech {
  readonly requests: { knock(times: number): number };
  readonly notes: { shut: object };
}

interface Ends {
  readonly near: Channel<Asks, Tells>;
  readonly far: Channel<Tells, Asks>;
  readonly farSocket: Duplex;
  readonly log: string[];
  readonly ends: ChannelEnd[];
}

function connected(requests: Partial<Handlers<Asks>['requests']> = {}): Ends {
  const [nearSocket, farSocket] = duplexPair();
  const log: string[] = [];
  const ends: ChannelEnd[] = [];
  const near = new Channel<Asks, Tells>(
    new SocketWire(nearSocket, JSON_CODEC),
    { requests: {}, notes: { news: (news) => log.push(`near ${news}`) } },
    {
      ids: 'odd',
      onEnd: (end) => {
        ends.push(end);
        log.push(`near ${end.kind}`);
      },
    },
  );
  const far = new Channel<Tells, Asks>(
    new SocketWire(farSocket, JSON_CODEC),
    {
      requests: { open: () => ({ id: 7 }), wait: () => 'done', ...requests },
      notes: { said: (said) => log.push(`far ${said}`) },
    },
    { ids: 'even', onEnd: ({ kind }) => log.push(`far ${kind}`) },
  );
  return { near, far, farSocket, log, ends };
}

async function logged(log: readonly string[], count: number): Promise<void> {
  while (log.length < count) await new Promise(setImmediate);
}

void t.test('an answer finds who asked, and comes before what was said after it', async (t) => {
  const { near, far, log } = connected({
    open: (name, asked) => {
      asked.reply({ id: 7 });
      far.note('news', `of ${name}`);
      return { id: 8 };
    },
  });
  const answer = await near.request('open', '您', {
    take: ({ id }) => {
      log.push(`took ${id}`);
      return id;
    },
  });
  t.equal(answer, 7, 'the first answer counts');
  await logged(log, 2);
  t.same(log, ['took 7', 'near of 您']);
});

void t.test('a refusal is the far end’s, word for word, thrown or rejected', async (t) => {
  const { near } = connected({
    open: () => {
      throw new Error('thrown');
    },
    wait: () => Promise.reject(new Error('rejected')),
  });
  await t.rejects(near.request('open', ''), { message: 'thrown' });
  await t.rejects(near.request('wait', {}), { message: 'rejected' });
  t.equal(near.asked, 0);
});

void t.test(
  'a request that is given up reaches the far end as an abort, and settles by its answer all the same',
  async (t) => {
    const { near } = connected({
      wait: (_, { signal }) => new Promise((resolve) => signal.onAbort(() => resolve('given up'))),
    });
    const giveUp = new EndController();
    const waiting = near.request('wait', {}, { signal: giveUp });
    await near.request('open', '');
    giveUp.abort();
    t.equal(await waiting, 'given up');
    const before = new EndController();
    before.abort();
    t.equal(
      await near.request('wait', {}, { signal: before }),
      'given up',
      'also one given up before it was asked',
    );
  },
);

void t.test('objects are spoken to by their id until they are closed', async (t) => {
  const { near, far, log } = connected();
  const door = far.object<Tells, Door, number>(
    'door',
    far.nextId(),
    {
      requests: { knock: (times, _, factor) => times * factor },
      notes: { shut: () => log.push('shut') },
    },
    2,
  );
  t.equal(door.id, 2, 'the ids of the two ends differ');
  t.equal(near.nextId(), 1);
  t.equal(far.count('door'), 1);
  const there = near.far<Door>(door.id);
  t.equal(await there.request('knock', 2), 4);
  there.note('shut', {});
  await logged(log, 1);
  door.close();
  t.equal(far.count('door'), 0);
  await t.rejects(there.request('knock', 1), { message: PLAIN_ERRORS.gone().message });
  there.note('shut', {});
  await near.request('open', '');
  t.same(log, ['shut'], 'a note to one that has gone is dropped');
});

void t.test('what may wait leaves with what is sent next, in its order, or by itself', async (t) => {
  const { near, far, log } = connected();
  far.noteLater('news', 'a');
  far.note('news', 'b');
  await logged(log, 2);
  t.same([log, far.traffic.writes], [['near a', 'near b'], 1]);
  far.noteLater('news', 'c');
  await logged(log, 3);
  t.same([log[2], far.traffic.writes], ['near c', 2]);
  far.noteLater('news', 'd');
  far.close();
  await logged(log, 5);
  t.equal(log[4 - 1] === 'near d' || log[4] === 'near d', true, 'closing sends it');
  near.close();
});

void t.test('frames of one turn are one write', async (t) => {
  const { near, far, log } = connected();
  near.note('said', 'a');
  near.note('said', 'b');
  await logged(log, 2);
  t.match(near.traffic, { framesOut: 2, writes: 1 });
  t.equal(far.traffic.framesIn, 2);
});

void t.test('the three deaths differ, and what waits fails once with each', async (t) => {
  const died = connected({ wait: () => new Promise(() => undefined) });
  const waiting = died.near.request('wait', {});
  await died.near.request('open', '');
  died.far.close();
  await t.rejects(waiting, /far end has gone/);
  await t.rejects(died.near.request('open', ''), /far end has gone/, 'nothing more is asked');
  died.near.note('said', 'nothing');
  died.near.close();
  t.match(died.ends, [{ kind: 'died' }]);

  const failed = connected({ open: () => Promise.reject(new Error('the port is taken')) });
  await t.rejects(failed.near.start('open', ''), /the port is taken/);
  t.match(failed.ends, [{ kind: 'failed to start', reason: 'the port is taken' }]);

  const gone = connected({ open: () => new Promise(() => undefined) });
  const starting = gone.near.start('open', '');
  gone.far.close();
  await t.rejects(starting, /far end has gone/);
  t.match(gone.ends, [{ kind: 'failed to start' }]);

  const closed = connected();
  closed.near.close();
  closed.near.close();
  await t.rejects(closed.near.request('open', ''), /closed/);
  t.match(closed.ends, [{ kind: 'closed' }]);
});

void t.test('what is no frame, no JSON, too large or not in the description ends the channel', async (t) => {
  const junk = [
    'GET / HTTP/1.1\r\n',
    '{"note":\n',
    'null\n',
    '{"note":"no such note"}\n',
    '{"ask":1,"name":"no such request"}\n',
  ];
  for (const text of junk) {
    const { farSocket, log, ends } = connected();
    farSocket.write(text);
    await logged(log, 1);
    t.match(ends, [{ kind: 'died' }], text);
    t.ok(ends[0] !== undefined && 'flaw' in ends[0], 'and says what it was');
  }
  const { farSocket, log } = connected();
  const chunk = Buffer.alloc(1 << 20, 'x');
  for (let sent = 0; log.length === 0; sent += chunk.length) {
    if (sent > 80 << 20) return t.fail('80 MiB were kept of one frame');
    farSocket.write(chunk);
    await new Promise(setImmediate);
  }
});

void t.test('an end that does not read is given up', async (t) => {
  const { near, farSocket, log } = connected();
  farSocket.pause();
  const text = 'x'.repeat(900_000);
  for (let sent = 0; !log.includes('near died'); sent += text.length) {
    if (sent > 100 << 20) return t.fail('100 MiB were kept for it');
    near.note('said', text);
    await new Promise(setImmediate);
  }
});

import t from 'tap';
import fc from 'fast-check';
import { BlockMemory, MessageLog } from '../../../engine/ladder/message-log.js';
import type { Flow } from '../../../engine/sipd/stack/stack.js';

const flowOf = (remotePort: number): Flow => ({
  transport: 'udp',
  ...{ localAddress: '127.0.0.1', localPort: 5060, remoteAddress: '127.0.0.2', remotePort },
});

void t.test(
  'what several logs are given comes out of them again, also of memory that was used before',
  async (t) => {
    const message = fc.record({
      log: fc.nat(2),
      length: fc.oneof(fc.nat(600), fc.constantFrom(0, 4076, 4077, 4096, 9000)),
      isIn: fc.boolean(),
      port: fc.integer({ min: 1, max: 3 }),
      clears: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
        const memory = new BlockMemory(1 << 20);
        const logs = [0, 1, 2].map(() => ({ log: new MessageLog(memory), given: [] as object[] }));
        messages.forEach(({ log: place, length, isIn, port, clears }, order) => {
          const { log, given } = logs[place] ?? { log: new MessageLog(memory), given: [] };
          if (clears && order % 5 === 0) {
            log.clear();
            given.length = 0;
          }
          const bytes = Buffer.alloc(length, order);
          const direction = isIn ? 'in' : 'out';
          const at = 1_700_000_000_000.25 + order;
          log.add(at, order, direction, bytes, flowOf(port));
          given.push({ at, order, direction, bytes, flow: flowOf(port) });
        });
        for (const { log, given } of logs) t.same(log.read(), given);
        for (const { log } of logs) log.clear();
        return memory.used === 0;
      }),
      { numRuns: 100 },
    );
  },
);

void t.test('memory has an end, which is known before a message is written', async (t) => {
  const memory = new BlockMemory(3 * 4096);
  const log = new MessageLog(memory);
  t.ok(memory.hasRoomFor(8000));
  t.notOk(memory.hasRoomFor(9000));
  log.add(1, 1, 'in', Buffer.alloc(8000), flowOf(1));
  t.equal(memory.used, 2 * 4096);
  t.notOk(memory.hasRoomFor(100), 'it might need two blocks, wherever the log ends');
  log.clear();
  t.ok(memory.hasRoomFor(8000));
});

void t.test('a leg of very many flows keeps every message', async (t) => {
  const log = new MessageLog(new BlockMemory(1 << 20));
  for (let n = 0; n < 200; n += 1) log.add(n, n, 'in', Buffer.from(String(n)), flowOf(n));
  const read = log.read();
  t.same(
    read.map(({ bytes }) => bytes.toString()),
    Array.from({ length: 200 }, (_, n) => String(n)),
  );
  t.equal(read[63]?.flow.remotePort, 63);
  t.equal(read[64]?.flow.remotePort, 0);
});

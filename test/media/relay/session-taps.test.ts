import t from 'tap';
import type { ToldPacket } from '../../../media/relay/ports/packet-tap.js';
import { SessionTaps } from '../../../media/relay/session-taps.js';
import type { WorkerLink } from '../../../media/relay/worker-link.js';

const packet: ToldPacket = {
  ...{ at: 0, leg: 'caller', family: 4, direction: 'in', bytes: 'AQI=' },
  ...{ localPort: 4000, remoteAddress: '127.0.0.2', remotePort: 5000 },
};

void t.test('several look at a session, each ends for itself, and the last one ends the copying', (t) => {
  const taps = new SessionTaps({ of: () => '127.0.0.1' }, () => 0);
  const told: boolean[] = [];
  const session = { worker: {} as WorkerLink, tap: (on: boolean) => told.push(on) > 0 };
  const got: string[] = [];
  let wants = true;
  t.ok(taps.begin(1, session, (packets) => got.push(`a${packets.length}`) > 0));
  t.ok(taps.begin(1, session, (packets) => got.push(`b${packets.length}`) > 0 && wants));
  t.same(told, [true], 'the worker copies once');
  const take = (isLast = false): void =>
    taps.take({ type: 'packets', session: 1, packets: [packet], isLast });
  take();
  wants = false;
  take();
  take();
  t.same(got, ['a1', 'b1', 'a1', 'b1', 'a1']);
  t.same(told, [true], 'one of them looks still');
  take(true);
  t.same(told, [true], 'the session has ended by itself');
  take();
  t.equal(got.length, 6, 'of one that has ended nothing comes');
  t.end();
});

void t.test('the copying ends with the only one who looks; of a session that closes nothing begins', (t) => {
  const taps = new SessionTaps({ of: () => '127.0.0.1' }, () => 0);
  const told: boolean[] = [];
  const worker = {} as WorkerLink;
  t.ok(taps.begin(2, { worker, tap: (on) => told.push(on) > 0 }, () => false));
  taps.take({ type: 'packets', session: 2, packets: [packet], isLast: false });
  t.same(told, [true, false]);
  t.notOk(taps.begin(3, { worker, tap: () => false }, () => true));
  t.end();
});

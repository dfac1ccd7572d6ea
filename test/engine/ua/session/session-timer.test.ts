import t from 'tap';
import { SessionClock } from '../../../../engine/ua/session/session-clock.js';
import type { SipMessage } from '../../../../engine/ua/transactions/transactions.js';
import { UaSessionTimer, type TimedSession } from '../../../../engine/ua/session/session-timer.js';
import { FakeClock } from '../../../support/fakes/fake-clock.js';

const NOTHING: SipMessage = { body: undefined, header: () => undefined };

class FakeSession implements TimedSession {
  readonly isCaller = true;
  readonly said: string[] = [];
  /** What comes of each question. */
  answers: (boolean | Error)[] = [];

  refresh(): Promise<void> {
    this.said.push('refresh');
    return Promise.resolve();
  }

  probe(): Promise<boolean> {
    this.said.push('probe');
    const answer = this.answers.shift() ?? true;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  expire(): void {
    this.said.push('expired');
  }

  abandon(): void {
    this.said.push('abandoned');
  }
}

/** Passes the time until so many questions have been asked, and the last of them has been answered. */
async function asked(time: FakeClock, session: FakeSession, count: number): Promise<void> {
  while (session.said.length < count) await time.pass(1000);
}

function watching(wish = 1800): { time: FakeClock; session: FakeSession; timer: UaSessionTimer } {
  const time = new FakeClock();
  const session = new FakeSession();
  const timer = new UaSessionTimer(new SessionClock(time), session, wish);
  timer.answered(NOTHING);
  return { time, session, timer };
}

void t.test('a peer that cannot be reached is tried again for as long as silence takes', async (t) => {
  const { time, session } = watching();
  session.answers = [false, false, false, false, false];
  await asked(time, session, 1);
  await time.pass(31_000);
  t.same(session.said, ['probe', 'probe', 'probe', 'probe']);
  await time.pass(1_000);
  t.same(session.said.slice(4), ['probe', 'abandoned']);
  await time.pass(900_000);
  t.equal(session.said.length, 6);
});

void t.test('a peer that comes back is left alone until the next time', async (t) => {
  const { time, session } = watching();
  session.answers = [false, false, true];
  await asked(time, session, 3);
  await time.pass(880_000);
  t.equal(session.said.length, 3);
  session.answers = [false, false, false, true];
  await asked(time, session, 7);
  t.notOk(session.said.includes('abandoned'), 'and has its time again');
});

void t.test('a question with an unforeseen failure ends the leg', async (t) => {
  const { time, session } = watching(90);
  session.answers = [new Error('a bug')];
  await time.pass(45_000);
  t.same(session.said, ['probe', 'abandoned']);
});

void t.test('a leg that has ended asks nothing, also while a question is out', async (t) => {
  const { time, session, timer } = watching();
  timer.stop();
  await time.pass(10_000_000);
  t.same([session.said, time.pending], [[], 0]);
  const other = watching();
  other.session.answers = [false];
  other.session.probe = () => {
    other.timer.stop();
    return Promise.resolve(false);
  };
  await other.time.pass(10_000_000);
  t.same([other.session.said, other.time.pending], [[], 0]);
});

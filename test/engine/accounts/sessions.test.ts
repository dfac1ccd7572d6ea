import t from 'tap';
import { Sessions, type SessionOf } from '../../../engine/accounts/sessions.js';

const li: SessionOf = { by: 'account', key: 'li' };
const wang: SessionOf = { by: 'account', key: 'wang' };
const MINUTE = 60_000;

function begun() {
  const clock = { now: 0 };
  const limits = { idleMinutes: 30, hours: 12 };
  return {
    clock,
    limits,
    sessions: new Sessions(
      () => limits,
      () => clock.now,
    ),
  };
}

void t.test('a session is found by its id alone, which cannot be guessed', (t) => {
  const { sessions } = begun();
  const id = sessions.begin(li);
  t.match(id, /^[\w-]{43}$/);
  t.not(sessions.begin(li), id);
  t.equal(sessions.find(id), li);
  for (const other of ['', 'x', `${id}x`, id.toUpperCase()]) t.equal(sessions.find(other), undefined);
  t.end();
});

void t.test('it ends without use, and in any case', (t) => {
  const { sessions, clock } = begun();
  const id = sessions.begin(li);
  clock.now += 30 * MINUTE - 1;
  t.ok(sessions.find(id));
  clock.now += 30 * MINUTE - 1;
  t.ok(sessions.find(id, false), 'a page that asks by itself sees it');
  clock.now += 1;
  t.notOk(sessions.find(id), 'and did not use it');

  const long = sessions.begin(li);
  for (const end = clock.now + 720 * MINUTE; clock.now + 20 * MINUTE < end;) {
    clock.now += 20 * MINUTE;
    t.ok(sessions.find(long));
  }
  clock.now += 20 * MINUTE;
  t.notOk(sessions.find(long));
  t.end();
});

void t.test('limits that a reload has shortened count at once', (t) => {
  const { sessions, clock, limits } = begun();
  const id = sessions.begin(li);
  clock.now += 5 * MINUTE;
  limits.idleMinutes = 5;
  t.notOk(sessions.find(id));
  t.end();
});

void t.test('all of an account are ended, but one, and no other account’s', (t) => {
  const { sessions } = begun();
  const [first, second, other] = [sessions.begin(li), sessions.begin(li), sessions.begin(wang)];
  const token = sessions.begin({ by: 'token', key: 'li' });
  t.equal(sessions.count('account', 'li'), 2);
  t.equal(sessions.endOf('account', 'li', second), 1);
  t.same(
    [first, second, other, token].map((id) => sessions.find(id) !== undefined),
    [false, true, true, true],
  );
  sessions.end(second);
  t.notOk(sessions.find(second));
  t.end();
});

void t.test('an operator has twenty at most; the one that was unused longest ends', (t) => {
  const { sessions, clock } = begun();
  const ids = Array.from({ length: 20 }, () => {
    clock.now += 1;
    return sessions.begin(li);
  });
  clock.now += 1;
  sessions.find(ids[0] ?? '');
  const last = sessions.begin(li);
  t.ok(sessions.find(ids[0] ?? ''), 'it was used since');
  t.notOk(sessions.find(ids[1] ?? ''));
  t.ok(sessions.find(last));
  t.equal(sessions.count('account', 'li'), 20);
  t.end();
});

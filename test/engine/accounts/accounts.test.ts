import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { codeOf, stepAt } from '../../../engine/accounts/one-time-codes.js';
import { openAccounts, type OpenedAccounts } from '../../../engine/accounts/open-accounts.js';
import { createLogger } from '../../../engine/observe/log.js';

const password = 'correct horse battery';
const source = '192.0.2.1';
const start = Date.UTC(2026, 10, 30);

interface Opened extends OpenedAccounts {
  readonly folder: string;
  readonly file: string;
  readonly clock: { now: number };
  readonly log: string[];
  again(): Promise<Opened>;
}

async function opened(
  t: Test,
  folder = mkdtempSync(join(tmpdir(), 'callveil-accounts-')),
  clock = { now: 0 },
) {
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const log: string[] = [];
  const destination = { write: (line: string) => void log.push(line) };
  const parts = await openAccounts({
    folder,
    limits: () => ({ idleMinutes: 30, hours: 12 }),
    clock: { now: () => start + clock.now, elapsed: () => clock.now },
    logger: createLogger({ level: 'info', showNumbers: false, destination }),
    cost: { n: 16, r: 1, p: 1 },
  });
  const file = join(folder, 'accounts.json');
  const again = (): Promise<Opened> => opened(t, folder, clock);
  const found: Opened = { ...parts, folder, file, clock, log, again };
  return found;
}

/** With the password changed by its operator, as it is in daily use. */
async function withLi(t: Test): Promise<Opened> {
  const found = await opened(t);
  await found.accounts.add({ name: 'Li', role: 'operator', password: 'from the administrator' });
  await found.own.changePassword({ name: 'Li', password: 'from the administrator', source }, password);
  return found;
}

async function enrolled(found: Opened): Promise<{ secret: string; recovery: readonly string[] }> {
  const { secret } = await found.own.enrol({ name: 'li', password, source });
  const recovery = await found.own.confirm('li', codeAt(found, secret), undefined);
  found.clock.now += 60_000;
  return { secret, recovery };
}

/** `wanted`: what the AccountError has. */
async function refused(t: Test, work: Promise<unknown>, wanted: object, title = ''): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  t.match(error, wanted, title);
}

const codeAt = ({ clock }: Opened, secret: string, steps = 0): string =>
  codeOf(secret, stepAt(start + clock.now) + steps);

void t.test('an account is on the disk, for its owner alone, without its password', async (t) => {
  const found = await withLi(t);
  t.equal(statSync(found.file).mode & 0o777, 0o600);
  t.notMatch(readFileSync(found.file, 'utf8'), /correct|battery|administrator/);
  const next = await found.again();
  t.match(next.accounts.list(), [{ name: 'Li', role: 'operator', hasSecondFactor: false, sessions: 0 }]);
  const { account, session } = await next.signIn.signIn({ name: 'LI', password, source });
  t.equal(account.name, 'Li', 'upper and lower case are the same');
  t.match(next.sessions.find(session), { by: 'account', key: 'li' });
  t.equal(next.accounts.list()[0]?.sessions, 1);
});

void t.test('a file of another version is reported and not overwritten', async (t) => {
  for (const [text, told] of [
    ['{"version": 2, "accounts": []}', /expected accounts of version 1, found 2/],
    ['{', /found no JSON/],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'callveil-accounts-'));
    writeFileSync(join(folder, 'accounts.json'), text);
    await t.rejects(opened(t, folder), told);
    t.equal(readFileSync(join(folder, 'accounts.json'), 'utf8'), text);
  }
});

void t.test('what cannot be written is not in force', async (t) => {
  const found = await withLi(t);
  // A folder of the name of the new file stands in the way of every write.
  mkdirSync(`${found.file}.new`);
  await refused(t, found.accounts.add({ name: 'wang', role: 'admin', password }), { reason: 'not-durable' });
  await refused(t, found.accounts.remove('li'), { reason: 'not-durable' });
  t.same(
    found.accounts.list().map(({ name }) => name),
    ['Li'],
  );
  t.ok(await found.signIn.signIn({ name: 'li', password, source }), 'but operators sign in');
  t.match(found.log.join(''), /when an account was used could not be written/);
  rmSync(`${found.file}.new`, { recursive: true });
  await found.accounts.remove('li');
  t.same(found.accounts.list(), []);
});

void t.test('passwords that are easily guessed, and names that exist, are refused', async (t) => {
  const found = await withLi(t);
  const add = (name: string, given: string) => found.accounts.add({ name, role: 'viewer', password: given });
  for (const bad of ['', 'short', 'elevenchars', 'aaaaaaaaaaaaaaaa', 'abababababababab', 'x'.repeat(257)])
    await refused(
      t,
      add('wang', bad),
      { reason: 'invalid', detail: { field: 'password' } },
      bad.slice(0, 20),
    );
  await refused(t, add('night-shift-1', 'My Night-Shift-1!'), { reason: 'invalid' });
  for (const same of ['li', 'LI', 'ｌｉ'])
    await refused(t, add(same, 'another long password'), { reason: 'exists' });
  await add('王', '王的密码：很长的一句话，好记');
  t.equal(found.accounts.list().length, 2);
  const own = { name: 'li', password, source };
  await refused(t, found.own.changePassword(own, 'short'), {
    reason: 'invalid',
    detail: { field: 'newPassword' },
  });
  await refused(t, found.own.changePassword(own, password), { reason: 'invalid' }, 'the same one');
});

void t.test('one answer for a wrong name, password and code', async (t) => {
  const found = await withLi(t);
  const { secret } = await enrolled(found);
  const code = codeAt(found, secret);
  const wrong = { reason: 'wrong', message: 'name, password or code is wrong' };
  const tried = [
    { name: 'wang', password },
    { name: 'li', password: 'correct horse batterY' },
    { name: 'li', password },
    { name: 'li', password, code: '000000' },
    { name: 'li', password: 'correct horse batterY', code },
  ];
  for (const one of tried) await refused(t, found.signIn.signIn({ ...one, source }), wrong);
  const { wrongBefore } = await found.signIn.signIn({ name: 'li', password, code, source });
  t.ok(wrongBefore >= 4, 'and the operator hears of them');
});

void t.test(
  'a code is good once, at most once at the same time, and not after a restart either',
  async (t) => {
    const found = await withLi(t);
    const { secret } = await enrolled(found);
    const code = codeAt(found, secret);
    const credentials = { name: 'li', password, code, source };
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => found.signIn.signIn(credentials)));
    t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    await refused(t, found.signIn.signIn(credentials), { reason: 'wrong' });
    const next = await found.again();
    await refused(t, next.signIn.signIn(credentials), { reason: 'wrong' });
    const following = codeAt(found, secret, 1);
    t.ok(
      await next.signIn.signIn({ ...credentials, code: ` ${following.slice(0, 3)} ${following.slice(3)} ` }),
    );
  },
);

void t.test(
  'a recovery code is good once, at most once at the same time, and only if that is on the disk',
  async (t) => {
    const found = await withLi(t);
    const { recovery } = await enrolled(found);
    const [first = '', second = ''] = recovery;
    const signIn = (code: string) => found.signIn.signIn({ name: 'li', password, code, source });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => signIn(first.toUpperCase())));
    t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const next = await found.again();
    await refused(t, next.signIn.signIn({ name: 'li', password, code: first, source }), { reason: 'wrong' });
    mkdirSync(`${found.file}.new`);
    await refused(t, signIn(second), { reason: 'not-durable' });
    rmSync(`${found.file}.new`, { recursive: true });
    t.ok(await signIn(second));
    for (const code of recovery) t.notMatch(readFileSync(found.file, 'utf8'), code);
  },
);

void t.test(
  'an authenticator is in force once a code confirms it, and goes with password and code',
  async (t) => {
    const found = await withLi(t);
    const own = { name: 'li', password, source };
    await refused(t, found.own.confirm('li', '123456', undefined), { reason: 'conflict' });
    await refused(t, found.own.enrol({ ...own, password: 'wrong password' }), { reason: 'wrong' });
    const { secret, uri } = await found.own.enrol(own);
    t.ok(uri.includes(secret));
    t.ok(await found.signIn.signIn(own), 'not before');
    await refused(t, found.own.confirm('li', '000000', undefined), { reason: 'invalid' });
    const [here, there] = [1, 2].map(() => found.sessions.begin({ by: 'account', key: 'li' }));
    t.equal((await found.own.confirm('li', codeAt(found, secret), here)).length, 10);
    t.ok(found.sessions.find(here ?? ''));
    t.notOk(found.sessions.find(there ?? ''), 'the others sign in again, with a code');
    await refused(t, found.own.enrol(own), { reason: 'conflict' }, 'there is one');
    await refused(t, found.own.removeSecondFactor(own, here), { reason: 'wrong' }, 'without a code');
    found.clock.now += 60_000;
    await found.own.removeSecondFactor({ ...own, code: codeAt(found, secret) }, here);
    t.ok(await found.signIn.signIn(own));

    await found.own.enrol(own);
    found.clock.now += 900_001;
    await refused(
      t,
      found.own.confirm('li', '123456', undefined),
      { reason: 'conflict' },
      'it took too long',
    );
  },
);

void t.test('each change of an account ends its sessions', async (t) => {
  const found = await withLi(t);
  const { accounts, sessions, own } = found;
  const id = (): string => sessions.begin({ by: 'account', key: 'li' });
  let session = id();
  await accounts.changeRole('li', 'subscriber', ['key-AXB']);
  t.notOk(sessions.find(session));
  t.same(accounts.operatorOf('li'), {
    name: 'Li',
    role: 'subscriber',
    applications: ['key-AXB'],
    by: 'account',
  });
  await accounts.changeRole('li', 'viewer', ['key-AXB']);
  t.same(accounts.operatorOf('li'), { name: 'Li', role: 'viewer', by: 'account' });
  session = id();
  const fresh = await own.changePassword({ name: 'li', password, source }, 'another long password');
  t.notOk(sessions.find(session));
  t.ok(sessions.find(fresh));
  session = id();
  await accounts.reset('li', 'from the administrator', false);
  t.notOk(sessions.find(session));
  t.equal(accounts.find('li')?.mustChangePassword, true);
  session = id();
  await accounts.remove('li');
  t.notOk(sessions.find(session));
  t.equal(accounts.operatorOf('li'), undefined);
  for (const gone of [
    accounts.remove('li'),
    accounts.changeRole('li', 'viewer', []),
    accounts.reset('li', password, true),
  ])
    await refused(t, gone, { reason: 'not-found' });
});

void t.test('a reset takes the authenticator away unless it is kept', async (t) => {
  const found = await withLi(t);
  const { secret } = await enrolled(found);
  await found.accounts.reset('li', password, true);
  await refused(t, found.signIn.signIn({ name: 'li', password, source }), { reason: 'wrong' });
  t.ok(await found.signIn.signIn({ name: 'li', password, source, code: codeAt(found, secret) }));
  await found.accounts.reset('li', password, false);
  t.ok(await found.signIn.signIn({ name: 'li', password, source }));
});

void t.test(
  'a password that is reset, or an account that goes, while the old password is checked lets no one in',
  async (t) => {
    const found = await withLi(t);
    const credentials = { name: 'li', password, source };
    const reset = found.accounts.reset('li', 'from the administrator', false);
    await refused(t, found.signIn.signIn(credentials), { reason: 'wrong' });
    await reset;
    t.equal(found.accounts.list()[0]?.sessions, 0);
    const signingIn = found.signIn.signIn({ ...credentials, password: 'from the administrator' });
    await Promise.all([found.accounts.remove('li'), refused(t, signingIn, { reason: 'wrong' })]);
    t.equal(found.sessions.count('account', 'li'), 0);
  },
);

void t.test(
  'a second factor that comes while the password is checked lets no one in without a code',
  async (t) => {
    const found = await withLi(t);
    const own = { name: 'li', password, source };
    const { secret } = await found.own.enrol(own);
    const signingIn = found.signIn.signIn(own);
    await Promise.all([
      found.own.confirm('li', codeAt(found, secret), undefined),
      refused(t, signingIn, { reason: 'wrong' }),
    ]);
    t.equal(found.sessions.count('account', 'li'), 0);
  },
);

void t.test('a reset ends the setting up of an authenticator', async (t) => {
  const found = await withLi(t);
  const { secret } = await found.own.enrol({ name: 'li', password, source });
  await found.accounts.reset('li', 'from the administrator', false);
  await refused(t, found.own.confirm('li', codeAt(found, secret), undefined), { reason: 'conflict' });
  t.ok(await found.signIn.signIn({ name: 'li', password: 'from the administrator', source }));
});

void t.test('attempts at once are counted as they begin, and guessing waits', async (t) => {
  const found = await withLi(t);
  const guess = () => found.signIn.signIn({ name: 'li', password: 'wrong password', source: '198.51.100.7' });
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, guess));
  const reasons = outcomes.map((one) => (one as { reason?: { reason?: string } }).reason?.reason);
  t.equal(reasons.filter((one) => one === 'wrong').length, 5);
  t.equal(reasons.filter((one) => one === 'wait').length, 7);
  const own = { name: 'li', password, source };
  t.ok(await found.signIn.signIn(own), 'the operator comes in from where it was before');
});

void t.test('a stranger who goes on guessing after a restart does not keep an operator out', async (t) => {
  const first = await withLi(t);
  await first.signIn.signIn({ name: 'li', password, source });
  const found = await first.again();
  for (let n = 0; n < 5; n += 1)
    await refused(
      t,
      found.signIn.signIn({ name: 'li', password: 'wrong password', source: '198.51.100.7' }),
      { reason: 'wrong' },
    );
  await refused(t, found.signIn.signIn({ name: 'li', password, source: '198.51.100.8' }), {
    reason: 'wait',
  });
  t.ok(await found.signIn.signIn({ name: 'li', password, source }), 'from where it was before');
  t.notMatch(found.accounts.list(), [{ homes: /./ }]);
  await found.accounts.reset('li', 'from the administrator', false);
  t.notMatch(readFileSync(found.file, 'utf8'), source);
});

/** What becomes of a reload: whole or not at all, one after the other. */
import t from 'tap';
import { parseConfig, rereadConfig } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';
import { Configuration } from '../../engine/configuration.js';
import { createLogger } from '../../engine/observe/log.js';
import { Reload, type ReloadOptions } from '../../engine/reload.js';

function reloadOf(more: Partial<ReloadOptions> = {}) {
  const files: string[] = [];
  const log: string[] = [];
  const accepted: string[] = [];
  const configuration = new Configuration(
    rereadConfig([{ file: 'c.yaml', text: 'limits: {maxCalls: 5}\n' }], {}),
  );
  const inForce: number[] = [];
  configuration.onReplaced(({ limits }) => inForce.push(limits.maxCalls));
  const reload = new Reload({
    configuration,
    read: (file) => rereadConfig([{ file, text: files.shift() ?? '' }], {}),
    check: () => Promise.resolve({ policy: undefined, problems: [], doubts: [] }),
    changedFiles: () => [],
    prepare: () => Promise.resolve(),
    onAccepted: (texts) => void accepted.push(...texts.map(({ text }) => text)),
    isDraining: () => false,
    logger: createLogger({
      level: 'info',
      showNumbers: false,
      destination: { write: (line: string) => void log.push(line) },
    }),
    ...more,
  });
  return { files, log, accepted, configuration, inForce, reload };
}

void t.test('a part that fails leaves everything as it was', async (t) => {
  const one = reloadOf({ prepare: () => Promise.reject(new Error('the journal is away')) });
  one.files.push('limits: {maxCalls: 6}\n');
  t.same(await one.reload.run('a test'), {
    outcome: 'refused',
    reason: 'failed',
    faults: ['the journal is away'],
  });
  t.equal(one.configuration.current.limits.maxCalls, 5);
  t.same([one.inForce, one.accepted], [[], []]);
  t.match(one.log.join(''), /the journal is away.*\n.*"reason":"failed".*nothing has changed/);
});

void t.test(
  'mistakes of the file, of what it names, a fixed key, a changed file and a drain change nothing',
  async (t) => {
    const refusal = async (text: string, more: Partial<ReloadOptions>): Promise<unknown> => {
      const one = reloadOf(more);
      one.files.push(text);
      const outcome = await one.reload.run('a test');
      t.same([one.inForce, one.accepted, one.configuration.current.limits.maxCalls], [[], [], 5]);
      return outcome;
    };
    t.match(await refusal('limits: {maxCalls: x}\n', {}), {
      reason: 'invalid',
      faults: [/^c\.yaml:1 limits\.maxCalls: expected a whole number/],
    });
    const unreadable = new ConfigError('c.yaml', [
      { line: 1, key: '', expected: 'a file', found: 'a folder' },
    ]);
    const read = (): never => {
      throw unreadable;
    };
    t.match(await refusal('', { read }), {
      reason: 'invalid',
      faults: ['c.yaml:1: expected a file, found a folder'],
    });
    const problem = { line: 3, key: 'policyFile', expected: 'number rules', found: '+8613800000021' };
    const check = (): ReturnType<ReloadOptions['check']> =>
      Promise.resolve({ policy: undefined, problems: [problem], doubts: [] });
    t.match(await refusal('', { check }), {
      reason: 'invalid',
      faults: [/^c\.yaml:3 policyFile: expected number rules, found \+86138\*+0021$/],
    });
    t.same(
      await refusal('media: {workers: 2}\nlimits: {maxCalls: 6}\n', { changedFiles: () => ['policyFile'] }),
      {
        outcome: 'refused',
        reason: 'not-changeable',
        faults: ['media.workers: 1 → 2', 'policyFile: the content of its file has changed'],
      },
    );
    t.match(await refusal('', { isDraining: () => true }), { reason: 'draining' });
  },
);

void t.test('the accepted text is passed on before the answer, and a trial changes nothing', async (t) => {
  const one = reloadOf();
  const text = 'limits: {maxCalls: 6}\n';
  one.files.push(text, text, text);
  t.match(await one.reload.run('a test', { dryRun: true }), {
    outcome: 'checked',
    changes: ['limits.maxCalls: 5 → 6'],
  });
  t.same([one.inForce, one.log], [[], []]);
  t.match(await one.reload.run('a test'), { outcome: 'applied' });
  t.same([one.inForce, one.accepted], [[6], [text]]);
  t.match(await one.reload.run('a test'), { outcome: 'unchanged', changes: [] });
  t.equal(parseConfig(one.accepted[1] ?? '').limits.maxCalls, 6);
});

void t.test('reloads wait for each other', async (t) => {
  const steps: string[] = [];
  const one = reloadOf({
    prepare: async (loaded) => {
      steps.push(`begins ${loaded.config.limits.maxCalls}`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`ends ${loaded.config.limits.maxCalls}`);
    },
  });
  one.files.push('limits: {maxCalls: 6}\n', 'limits: {maxCalls: 7}\n');
  await Promise.all([one.reload.run('first'), one.reload.run('second')]);
  t.same(steps, ['begins 6', 'ends 6', 'begins 7', 'ends 7']);
  t.equal(one.configuration.current.limits.maxCalls, 7);
});

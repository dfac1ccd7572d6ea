import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { utcSeconds } from '../../engine/report/events.js';
import { callsSince } from '../../engine/report/recent-calls.js';
import { RulesFile } from '../../engine/rules-file.js';
import { createLogger } from '../../engine/observe/log.js';
import { RuleBook } from '../../routing/rules/rule-book.js';
import type { Traffic } from '../../routing/rules/rules.js';
import { mobile, noon, privateNumber } from '../support/stages/routing-world.js';

const [a, b, x] = [mobile(1), mobile(2), privateNumber(1)];
const call = (at: number): Traffic => ({ appKey: 'app', caller: a, callee: b, x, direction: 1, at });
const once = (seconds: number): object => ({
  timeZone: 'UTC',
  frequency: [{ per: 'caller', max: 1, seconds }],
});

void t.test('the calls before the start count, and a reload forgets none of them', async (t) => {
  const file = join(mkdtempSync(join(tmpdir(), 'callveil-rules-')), 'rules.json');
  const config = { ...parseConfig(''), rulesFile: file };
  const book = new RuleBook(undefined, () => 1);
  const log: string[] = [];
  const asked: number[] = [];
  const parts = {
    book,
    callsSince: (since: number) => {
      asked.push(since);
      return Promise.resolve([call(noon - 1000)]);
    },
    now: () => noon,
    logger: createLogger({
      level: 'info',
      showNumbers: false,
      destination: { write: (line: string) => void log.push(line) },
    }),
  };
  writeFileSync(file, JSON.stringify(once(60)));
  const rules = await RulesFile.open(config, parts);
  t.match(book.mayCall(call(noon)), { code: 'caller-frequency', until: noon + 59_000 });
  const { policyInForce } = book;
  await rules.prepare(config);
  rules.replace();
  t.equal(book.policyInForce, policyInForce, 'the same content keeps its counts');
  writeFileSync(file, JSON.stringify(once(120)));
  await rules.prepare(config);
  t.match(book.mayCall(call(noon)), { until: noon + 59_000 }, 'not in force yet');
  rules.replace();
  t.match(book.mayCall(call(noon)), { until: noon + 119_000 });
  t.same(asked, [noon - 60_000, noon - 120_000]);
  writeFileSync(file, '{}');
  await t.rejects(rules.prepare(config), {
    message: /rules\.json: \/ must have required property 'timeZone'/,
  });
  await rules.prepare({});
  rules.replace();
  t.ok(book.idle, 'no file, no rules');
  writeFileSync(
    file,
    JSON.stringify({ timeZone: 'UTC', complaints: { warnPercent: 0, freezePercent: 100 } }),
  );
  await rules.prepare(config);
  rules.replace();
  const value = { id: '1', appKey: 'app', category: 'fraud', valid: true, at: noon };
  book.apply({ scope: 'app', put: [{ key: 'complaint/1', revision: 1, value }], remove: [] });
  t.match(log.join(''), /"appKey":"app","state":"frozen","percent":100,.*complaints about an application/);
});

void t.test(
  'past calls are read from their records page by page, the dialled ones, oldest first',
  async (t) => {
    // Records name no zone: theirs is UTC, wherever the machine is.
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Shanghai';
    t.teardown(() => {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    });
    const record = (n: number, more: object = {}) => {
      const at = noon - n * 1000;
      const dialled = {
        callerNum: a,
        fwdDstNum: b,
        bindNum: x,
        callInTime: utcSeconds(at),
        fwdStartTime: utcSeconds(at),
      };
      const body = JSON.stringify({ appKey: 'app', direction: 1, ...dialled, ...more });
      return { sessionId: String(n), appKey: 'app', endedAt: at + 500, recording: null, body };
    };
    const refused = record(3, { fwdStartTime: undefined, fwdDstNum: '' });
    const stored = [...Array.from({ length: 4100 }, (_, n) => record(n + 10)), refused].sort(
      (one, other) => other.endedAt - one.endedAt,
    );
    const recent = (_appKey: string | undefined, before: number, limit: number) =>
      Promise.resolve(stored.filter(({ endedAt }) => endedAt < before).slice(0, limit));
    const calls = await callsSince(recent, noon - 4000 * 1000);
    t.equal(calls.length, 3991);
    t.same([calls[0]?.at, calls.at(-1)], [noon - 4_000_000, call(noon - 10_000)]);
  },
);

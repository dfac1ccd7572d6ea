/** An erasure in the whole service, killed as soon as it has begun. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { Outbox } from '../../engine/report/outbox.js';
import { Callveil } from '../support/servers/callveil.js';

const APP = { appKey: 'app', appSecret: 'secret', mode: 'AXB' };
const X = '+8675500000001';
const [A, B] = ['+8613800000021', '+8613800000022'];
const TOKEN = 'admin-token-0123456789';
const RECORDS = 3000;

void t.test(
  'killed in the middle, an erasure ends after the start, and no file has the number',
  async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'callveil-erasure-'));
    t.teardown(() => rmSync(data, { recursive: true, force: true }));
    await plantRecords(data);
    const callveil = await Callveil.start(() => ({
      ...{
        dataDirectory: data,
        operator: { port: 0, tokens: [{ name: 'dpo', role: 'admin', token: TOKEN }] },
      },
      sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
      applications: [{ ...APP, numbers: [{ number: X, areaCode: '0755' }] }],
    }));
    t.teardown(() => callveil.stop());
    const bind = { callerNum: A, calleeNum: B, relationNum: X };
    await callveil.client(APP).post('/rest/caas/relationnumber/partners/v1.0', bind);
    const ask = async (path: string, body: object): Promise<Record<string, unknown>> => {
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
      const request = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await (await fetch(`${callveil.operator}/v1/subjects/${path}`, request)).json()) as never;
    };
    t.match(filesWith(data), ['journal', 'outbox', 'recordings'], 'it is there');
    const begun = firstOrder(join(data, 'erasures'));
    const asked = ask('erase', { number: A, also: ['bindings'] }).catch(() => undefined);
    await begun;
    await callveil.kill();
    await asked;
    await callveil.run();
    await callveil.until(
      () => readdirSync(join(data, 'erasures')).every((name) => name.endsWith('.certificate.json')),
      'the end of the erasure',
    );
    t.same(filesWith(data), []);
    t.match(await ask('erasures/search', { number: A }), {
      items: [
        {
          askedBy: { name: 'dpo', role: 'admin' },
          stores: [
            {},
            { erased: { relations: 1 } },
            { erased: { files: 1 } },
            { erased: { records: RECORDS } },
          ],
        },
      ],
    });
  },
);

/** As an earlier run left them. */
async function plantRecords(data: string): Promise<void> {
  const outbox = await Outbox.open(join(data, 'outbox.sqlite'), (failure) => t.fail(failure));
  for (let n = 0; n < RECORDS; n += 1) {
    const body = JSON.stringify({ sessionId: `s-${n}`, callerNum: A, fwdDstNum: B });
    const recording = n === 0 ? 'call.wav' : null;
    outbox.addRecord({ sessionId: `s-${n}`, appKey: APP.appKey, endedAt: Date.now(), recording, body });
  }
  await outbox.close();
  mkdirSync(join(data, 'recordings'), { mode: 0o700 });
  writeFileSync(join(data, 'recordings', 'call.wav'), `voices of ${A}`);
}

/** Resolves when an order is on disk. */
function firstOrder(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, name) => {
      if (name?.endsWith('.order.json') !== true) return;
      watcher.close();
      resolve();
    });
  });
}

/** What has the number's digits: first parts of names. */
function filesWith(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const found = files.filter((one) =>
    readFileSync(join(one.parentPath, one.name), 'latin1').includes(A.slice(3)),
  );
  const names = found.map(
    (one) =>
      join(one.parentPath, one.name)
        .slice(folder.length + 1)
        .split(/[./]/)[0],
  );
  return [...new Set(names)].sort() as string[];
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ctlOf } from '../../../support/servers/run-ctl.js';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

const [a, b] = [mobile(21), mobile(22)];
const x = privateNumber(101);
const ERASE = 'POST /v1/subjects/erase';

void t.test('a plan, an erasure and its certificate, by API and ctl', async (t) => {
  const under = await operatorUnderTest();
  const { ask, api, audit } = under;
  t.teardown(() => api.close());
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  const number = '138 0000 0021';
  const kept = { what: 'relations in force', count: 1, because: /the application ends them/ };
  const plan = await ask('admin', `${ERASE}/plan`, { number });
  t.match(plan, { status: 200, json: { stores: [{ store: 'journal', erased: {}, kept: [kept] }] } });
  t.equal(under.routing.bindings.count, 1);

  const ctl = await ctlOf({ api } as never, { teardown: () => undefined });
  const shown = await ctl('admin', 'subject', 'erase', a, '--also', 'bindings');
  t.match(shown.stdout, /journal +erased relations +1/);
  t.match(shown.stderr, /nothing is erased yet/);
  t.equal(under.routing.bindings.count, 1, 'not without --yes');
  const done = await ctl('admin', 'subject', 'erase', a, '--also', 'bindings', '--yes', '--json');
  const certificate = JSON.parse(done.stdout) as { readonly id: string; readonly sha256: string };
  t.match(certificate, {
    subject: audit.numberKey(a),
    askedBy: { name: 'admin-name', role: 'admin' },
    also: ['bindings'],
    stores: [{ store: 'journal', erased: { relations: 1 }, kept: [] }],
    remarks: ['a remark'],
  });
  t.equal(under.routing.bindings.count, 0);

  const { id } = certificate;
  t.same((await ask('auditor', `GET /v1/subjects/erasures/${id}`)).json, certificate);
  t.match(await ask('auditor', 'POST /v1/subjects/erasures/search', { number }), {
    json: { items: [{ id }] },
  });
  t.match(await ask('auditor', 'POST /v1/subjects/erasures/search', { number: b }), { json: { items: [] } });
  t.match((await ctl('auditor', 'subject', 'erasures')).stdout, new RegExp(`${id}.*admin-name`));
  t.match((await ctl('auditor', 'subject', 'certificate', id)).stdout, /erased relations +1/);
  t.match((await ctl('auditor', 'subject', 'verify', id)).stdout, /intact +true/);
  const file = join(under.erasureFolder, `${id}.certificate.json`);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"relations":1', '"relations":2'));
  const changed = await ctl('auditor', 'subject', 'verify', id);
  t.match(changed, { code: 1, stdout: /its content is not what its hash was made of/ });
  t.notMatch(readFileSync(under.auditFile, 'utf8'), /13800000021/);
});

void t.test('only for admins, of no privacy number, and only if it is in the audit', async (t) => {
  const { ask, api, audit, routing, journal } = await operatorUnderTest();
  await ask('operator', 'POST /v1/registrations', { numbers: [a] });
  for (const role of ['operator', 'viewer', 'auditor', 'subscriber'] as const)
    for (const path of [ERASE, `${ERASE}/plan`])
      t.match(await ask(role, path, { number: a }), { status: 403 }, `${role} ${path}`);
  for (const role of ['operator', 'viewer', 'subscriber'] as const)
    t.match(await ask(role, 'POST /v1/subjects/erasures/search', {}), { status: 403 }, role);
  t.match(await ask('admin', ERASE, { number: x }), { status: 409, json: { code: 'privacy-number' } });
  t.match(await ask('admin', ERASE, { number: a, also: ['everything'] }), { status: 400 });
  t.match(await ask('admin', 'GET /v1/subjects/erasures/none'), { status: 400 });
  t.match(await ask('admin', `GET /v1/subjects/erasures/${'0'.repeat(26)}`), { status: 404 });
  journal.available = false;
  t.match(await ask('admin', ERASE, { number: a }), { status: 503, json: { code: 'store-away' } });
  journal.available = true;
  await audit.close();
  t.match(await ask('admin', ERASE, { number: a }), { status: 507, json: { code: 'unaudited' } });
  t.equal(routing.holdings(a).registrations.length, 1, 'nothing is erased');
  await api.close().catch(() => undefined);
});

void t.test('an erasure that is interrupted is answered with its id', async (t) => {
  const { ask, api, personal } = await operatorUnderTest();
  t.teardown(() => api.close());
  personal.push({
    name: 'reports',
    erase: ({ dryRun }) =>
      dryRun
        ? Promise.resolve({ erased: {}, replaced: {}, kept: [], notes: [] })
        : Promise.reject(new Error('the disk is full')),
  });
  const begun = await ask('admin', ERASE, { number: a });
  t.match(begun, { status: 202, json: { id: /^[0-9A-Z]{26}$/, state: 'under-way' } });
  t.match(await ask('auditor', `GET /v1/subjects/erasures/${String(begun.json['id'])}`), {
    status: 202,
    json: begun.json,
  });
});

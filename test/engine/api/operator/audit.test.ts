import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { ctlOf } from '../../../support/servers/run-ctl.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

const [a, b] = [mobile(21), mobile(22)];
const x = privateNumber(101);
interface Listed {
  readonly items: readonly { readonly action: string; readonly what: Readonly<Record<string, unknown>> }[];
}

void t.test('looks, changes and refusals are in the audit, without a number', async (t) => {
  const { ask, api, audit } = await operatorUnderTest();
  await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x, userData: 'order 4711' });
  await ask('viewer', 'POST /v1/bindings/search', { number: a });
  await ask('viewer', 'POST /v1/bindings/search', { number: a });
  await ask('viewer', 'DELETE /v1/bindings/1');
  await ask('operator', `DELETE /v1/bindings/${a}`);
  await ask('viewer', 'GET /v1/system');
  await api.inject('/v1/calls');
  const { items } = (await ask('auditor', 'POST /v1/audit/search', {})).json as unknown as Listed;
  const [of, and, or] = [a, b, x].map((number) => audit.numberKey(number));
  t.match(items, [
    {
      who: { name: 'operator-name' },
      action: 'changed',
      what: { operation: 'bindAxb', numbers: [of, and, or], status: 201 },
    },
    {
      who: { name: 'viewer-name', role: 'viewer' },
      action: 'looked at',
      what: { operation: 'searchBindings', numbers: [of] },
    },
    { who: { name: 'viewer-name' }, action: 'refused', what: { operation: 'removeBinding', status: 403 } },
    {
      who: { name: 'operator-name' },
      action: 'refused',
      what: { operation: 'removeBinding', numbers: [of], status: 404 },
    },
  ]);
  t.equal(items.length, 4, 'nothing of the system, of strangers, and the repeated look once');
  t.notMatch(JSON.stringify(items), /13800000021|order 4711/);
  const ofB = (await ask('admin', 'POST /v1/audit/search', { number: '138 0000 0022' }))
    .json as unknown as Listed;
  t.match(
    ofB.items.map(({ action }) => action),
    ['changed'],
  );
  const ofName = (await ask('auditor', 'POST /v1/audit/search', { who: 'auditor-name' }))
    .json as unknown as Listed;
  t.match(
    ofName.items,
    [{ action: 'looked at', what: { operation: 'searchAudit' } }],
    'auditors are audited too',
  );
  await api.close();
});

/** What everybody may do with the own account. */
const OF_ONESELF = [
  ...['signIn', 'signOut', 'changeOwnPassword'],
  ...['enrolSecondFactor', 'confirmSecondFactor', 'removeSecondFactor'],
];

void t.test(
  'an auditor reads what a viewer reads, and the audit, and changes nothing; others do not read it',
  async (t) => {
    const { ask, api } = await operatorUnderTest();
    await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
    const seen = await ask('auditor', 'POST /v1/bindings/search', { number: a });
    t.match(seen.json, { items: [{ a: '+86138****0021' }] });
    for (const role of ['subscriber', 'viewer', 'operator'] as const)
      for (const request of ['POST /v1/audit/search', 'GET /v1/audit/verify'])
        t.match(await ask(role, request, request.startsWith('POST') ? {} : undefined), { status: 403 }, role);
    const { paths } = (await api.document()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { operationId }] of Object.entries(methods)) {
        if (/^(?:get|list|search|find|explain|ask|mayCall|verify)/.test(operationId)) continue;
        if (OF_ONESELF.includes(operationId)) continue;
        const answer = await ask('auditor', `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, 'x')}`);
        t.equal(answer.status, 403, operationId);
      }
    t.same(
      Object.entries(paths).flatMap(([path, methods]) =>
        path.startsWith('/v1/audit') ? Object.values(methods).map(({ operationId }) => operationId) : [],
      ),
      ['searchAudit', 'verifyAudit'],
    );
    await api.close();
  },
);

void t.test('what cannot be written down is not shown; a change that was made is answered', async (t) => {
  const { ask, api, audit } = await operatorUnderTest();
  await audit.close();
  t.match(await ask('operator', 'GET /v1/calls'), { status: 507, json: { code: 'unaudited' } });
  t.match(await ask('operator', 'GET /v1/system'), { status: 200 });
  t.match(await ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x }), { status: 201 });
  await api.close().catch(() => undefined);
});

void t.test('ctl: audit list and verify, of the service and of a copy', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  await api.ask('operator', 'POST /v1/bindings/axb', { appKey: 'key-AXB', a, b, x });
  const listed = await ctl('auditor', 'audit', 'list', '--number', b);
  t.match(listed.stdout, /^1 .* operator-name +changed +\{"operation":"bindAxb"/m);
  const { sequence, hash } = api.audit.head;
  const verified = await ctl('auditor', 'audit', 'verify', '--head', `${sequence}:${hash}`);
  t.match(verified, { code: 0, stdout: /^intact +true$/m });
  t.match(await ctl('auditor', 'audit', 'verify', '--head', `1:${'0'.repeat(64)}`), { code: 1 });
  t.match(await ctl('operator', 'audit', 'list'), { code: 1, stderr: /403 forbidden/ });
  const folder = mkdtempSync(join(tmpdir(), 'callveil-audit-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const copy = join(folder, 'copy.jsonl');
  copyFileSync(api.auditFile, copy);
  t.match(await ctl('auditor', 'audit', 'verify', '--file', copy), { code: 0, stdout: /^intact +true$/m });
  writeFileSync(copy, readFileSync(copy, 'utf8').replace('operator-name', 'somebody-else'));
  t.match(await ctl('auditor', 'audit', 'verify', '--file', copy), {
    code: 1,
    stdout: /^broken\.line +1$/m,
    stderr: /not as it was written/,
  });
  t.match(await ctl('auditor', 'audit', 'verify', '--file', join(folder, 'none')), { code: 2 });
});

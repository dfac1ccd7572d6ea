/**
 * What the configuration file says, what the API has changed since, and which of them is in force, as an operator sees
 * it.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { Callveil } from '../support/servers/callveil.js';

const main = fileURLToPath(new URL('../../engine/main.js', import.meta.url));
const ctl = fileURLToPath(new URL('../../engine/ctl/main.js', import.meta.url));
const TOKEN = 'file-and-journal-token';
const X = ['+8675500000001', '+8675500000002'] as const;

interface Filed {
  appKey: string;
  appSecret: string;
  mode: string;
  status?: string;
  numbers: { number: string; areaCode: string }[];
}

/** A service whose file can be changed between two runs. */
async function serviceWith(t: { teardown(done: () => unknown): void }, applications: Filed[]) {
  const callveil = await Callveil.start(() => ({
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    operator: { port: 0, tokens: [{ name: 'admin', role: 'admin', token: TOKEN }] },
    applications,
  }));
  t.teardown(() => callveil.stop());
  return callveil;
}

async function stopped(callveil: Callveil): Promise<void> {
  process.kill(callveil.pid, 'SIGINT');
  await callveil.gone;
}

async function check(callveil: Callveil): Promise<{ stdout: string; stderr: string; code: number }> {
  const args = [main, '--config', join(callveil.folder, 'callveil.yaml'), '--check'];
  return promisify(execFile)(process.execPath, args).then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
}

async function ask(
  callveil: Callveil,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${callveil.operator}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
}

void t.test('a secret rotated in the file is in force, and a status of the API stays', async (t) => {
  const app: Filed = {
    appKey: 'k',
    appSecret: 'old-secret',
    mode: 'AXB',
    numbers: [{ number: X[0], areaCode: '0755' }],
  };
  const applications = [app];
  const callveil = await serviceWith(t, applications);
  t.match(await ask(callveil, 'GET', '/applications/k'), { source: 'file' });
  await ask(callveil, 'PUT', '/applications/k', { mode: 'AXB', name: 'Shop', status: 'active' });
  t.match(await ask(callveil, 'GET', '/applications/k'), { source: 'file and api', fromApi: ['name'] });
  const busy = await check(callveil);
  t.match(busy, { code: 0, stdout: /journal is in use by a service .*callveil-ctl applications show/ });

  await stopped(callveil);
  const before = await check(callveil);
  t.match(before, {
    code: 0,
    stdout: /callveil\.yaml:\d+ applications\[0\]\.name: in force is what was set through the API/,
  });
  t.notMatch(before.stdout, /appSecret/);
  app.appSecret = 'new-secret';
  await callveil.run();
  t.ok(
    callveil.log.some(
      ({ msg, place }) =>
        msg.includes('later than what was set through the API') &&
        String(place).endsWith('applications[0].appSecret'),
    ),
    'the start says that the file was followed',
  );
  t.ok(
    callveil.log.some(
      ({ level, place }) => level === 'warn' && String(place).endsWith('applications[0].name'),
    ),
    'and where it was not',
  );
  const query = '/rest/caas/relationnumber/partners/v1.0';
  const status = async (appSecret: string): Promise<number> =>
    (await callveil.client({ appKey: 'k', appSecret }).get(query, { subscriptionId: 'none' })).status;
  t.not(await status('new-secret'), 401);
  t.equal(await status('old-secret'), 401);

  const env = { ...process.env, CALLVEIL_URL: callveil.operator, CALLVEIL_TOKEN: TOKEN };
  const { stdout } = await promisify(execFile)(process.execPath, [ctl, 'applications', 'show', 'k'], { env });
  t.match(stdout, /^source +file and api$/m);
  t.match(stdout, /^fromApi +name$/m);
  await promisify(execFile)(process.execPath, [ctl, 'applications', 'modify', 'k', '--name', ''], { env });
  t.match(await ask(callveil, 'GET', '/applications/k'), { source: 'file' });
});

void t.test(
  'a number that the file moves is foreseen, moved and told; one with bindings stays',
  async (t) => {
    const k: Filed = {
      appKey: 'k',
      appSecret: 'k-secret',
      mode: 'AXB',
      numbers: X.map((number) => ({ number, areaCode: '0755' })),
    };
    const l: Filed = { appKey: 'l', appSecret: 'l-secret', mode: 'AXB', numbers: [] };
    const callveil = await serviceWith(t, [k, l]);
    const bind = { callerNum: '+8613800000021', calleeNum: '+8613800000022', relationNum: X[1] };
    await callveil.client(k).post('/rest/caas/relationnumber/partners/v1.0', bind);
    await stopped(callveil);
    l.numbers = k.numbers;
    k.numbers = [];
    await callveil.run();
    const said = callveil.log.filter(({ place }) => String(place).includes('applications[1].numbers'));
    t.match(said, [
      {
        level: 'info',
        msg: /taken from application k/,
        place: /callveil\.yaml:\d+ applications\[1\]\.numbers\[0\]/,
      },
      { level: 'warn', msg: /stays with application k, as bindings are on it/ },
    ]);
    const found = await Promise.all(X.map((number) => ask(callveil, 'POST', '/numbers/find', { number })));
    t.match(found, [
      { appKey: 'l', source: 'file' },
      { appKey: 'k', source: 'api' },
    ]);
    await stopped(callveil);
    const foreseen = await check(callveil);
    t.match(foreseen, {
      code: 0,
      stdout: /applications\[1\]\.numbers\[1\]\.number: stays with application k/,
    });
    t.notMatch(foreseen.stdout, /numbers\[0\]/);
  },
);

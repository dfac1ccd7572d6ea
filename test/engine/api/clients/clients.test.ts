/**
 * The clients of all languages against the whole service: each is compiled without a warning, its example makes a real
 * masked call, and the same program runs in each.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t, { type Test as Tap } from 'tap';
import { difficultServer, HIDDEN } from '../../../support/servers/difficult-server.js';
import { A, B, ModeStage, OPERATOR_TOKEN, X } from '../../../support/stages/mode-stage.js';
import { clientFolder } from '../../../support/write-clients.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const programs = `${root}test/engine/api/clients/programs/`;
const compiled = mkdtempSync(join(tmpdir(), 'callveil-clients-'));

type Command = readonly [program: string, ...args: string[]];

interface Language {
  readonly name: string;
  /** What has to be installed. */
  readonly program: string;
  /** Compiles or checks, from a folder; none may say anything. */
  readonly build: readonly (readonly [folder: string, ...command: Command])[];
  readonly firstCall: Command;
  readonly scenario: Command;
  readonly environment?: Readonly<Record<string, string>>;
}

const sourceOf = (language: string): string => clientFolder + language;
const programOf = (file: string): string => programs + file;

const languages: readonly Language[] = [
  {
    // The project's own compiler has compiled it.
    name: 'typescript',
    program: process.execPath,
    build: [],
    firstCall: [process.execPath, `${root}dist/engine/api/clients/typescript/first-call.js`],
    scenario: [process.execPath, `${root}dist/test/engine/api/clients/programs/typescript/scenario.js`],
  },
  {
    name: 'python',
    program: 'python3',
    build: [],
    firstCall: ['python3', '-W', 'error', `${sourceOf('python')}/first_call.py`],
    scenario: ['python3', '-W', 'error', programOf('python/scenario.py')],
    environment: { PYTHONPATH: sourceOf('python'), PYTHONDONTWRITEBYTECODE: '1' },
  },
  {
    name: 'java',
    program: 'javac',
    build: [
      [
        ...([sourceOf('java'), 'javac', '-Xlint:all', '-Werror', '-d', `${compiled}/java`] as const),
        ...['-sourcepath', '.', 'FirstCall.java', programOf('java/Scenario.java')],
      ],
    ],
    firstCall: ['java', '-cp', `${compiled}/java`, 'FirstCall'],
    scenario: ['java', '-cp', `${compiled}/java`, 'Scenario'],
  },
  {
    name: 'go',
    program: 'go',
    build: [
      [sourceOf('go'), 'gofmt', '-l', '.', programOf('go')],
      [sourceOf('go'), 'go', 'vet', './...'],
      [sourceOf('go'), 'go', 'build', '-o', `${compiled}/first-call`, './first-call'],
      [programOf('go'), 'go', 'build', '-o', `${compiled}/scenario`, '.'],
    ],
    firstCall: [`${compiled}/first-call`],
    scenario: [`${compiled}/scenario`],
    environment: { GOCACHE: `${compiled}/go`, GOPROXY: 'off' },
  },
  {
    name: 'php',
    program: 'php',
    build: [],
    firstCall: ['php', `${sourceOf('php')}/first-call.php`],
    scenario: ['php', '-d', 'zend.exception_ignore_args=0', programOf('php/scenario.php'), sourceOf('php')],
  },
];

/** What the scenario of every language writes. */
const expected = [
  `bound AXB ${X} 5`,
  'read true true',
  'modified absent 10',
  'pages 3',
  'records 1',
  'problem 404 not-found -',
  'problem 400 invalid body/b',
  'problem 401 unauthorized -',
  'refused true',
  'imported 1 0',
  'found 0755',
  'barred 1 true',
  'prompt RIFF',
  'export kind',
  'problem 404 not-found -',
  'repeated nice',
  'problem 503 store-away -',
  'problem 503 store-away -',
  'problem 302 http-302 -',
  'problem 502 http-502 -',
  'problem 500 http-500 -',
  'failure answer',
  'failure timeout',
  'failure connection',
  'failure connection',
  'half true',
  'recordings s-2',
  'undelivered 0',
  'later s-1',
];

const stage = await ModeStage.start(t, 'AXB');
const difficult = await difficultServer();
t.teardown(() => difficult.close());
t.teardown(() => rmSync(compiled, { recursive: true, force: true }));
let calls = 0;

for (const language of languages) {
  const { name, program } = language;
  const isThere = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  const isNeeded = process.env['CI'] !== undefined;
  const skip = isThere || isNeeded ? false : `${program} is not installed`;
  void t.test(`${name}: first call, errors, pages, and a service that answers badly`, { skip }, async (t) => {
    for (const [cwd, command, ...args] of language.build) {
      const env = { ...process.env, ...language.environment };
      const { stdout, stderr } = await run(command, args, { cwd, env });
      t.equal(stdout + stderr, '', `${command} ${args[0] ?? ''} has nothing to say`);
    }
    await firstCall(t, language);
    await scenario(t, language);
  });
}

/** The example, with a real call while it waits. */
async function firstCall(t: Tap, { firstCall: [program, ...args], environment }: Language): Promise<void> {
  const child = spawn(program, [...args, stage.appKey, A, B, X], {
    env: {
      ...process.env,
      ...environment,
      CALLVEIL_URL: stage.callveil.operator,
      CALLVEIL_TOKEN: OPERATOR_TOKEN,
    },
  });
  t.teardown(() => void child.kill());
  const said = text(child.stderr);
  const lines = createInterface(child.stdout);
  const [asked] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [string];
  const x = /^Call (\+\d+) /.exec(String(asked))?.[1];
  if (x === undefined) throw new Error(`expected the number to call, found ${asked} ${await said}`);
  t.equal(await stage.converse(A, x, B), x, 'B sees X');
  await stage.told();
  calls += 1;
  await recordsAre(calls);
  const last = Promise.all([once(lines, 'line'), once(child, 'exit')]) as Promise<[[string], [number]]>;
  child.stdin.end('\n');
  const [[ended], [code]] = await last;
  t.match(ended, /^[\w-]+: they talked for \d+(\.\d+)? s$/);
  t.equal(code, 0, await said);
}

/** A call is among the records within a second of its end. */
async function recordsAre(count: number): Promise<void> {
  for (;;) {
    const found = (await stage.operator('POST', '/v1/records/search', { kinds: ['call'] })) as {
      readonly items: readonly unknown[];
    };
    if (found.items.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function scenario(
  t: Tap,
  { name, scenario: [program, ...args], environment }: Language,
): Promise<void> {
  const given = [stage.callveil.operator, OPERATOR_TOKEN, `${difficult.url}/${name}`, stage.appKey, X];
  const child = spawn(program, [...args, ...given], { env: { ...process.env, ...environment } });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines = expected.map((line) => line.replace('records 1', `records ${calls}`));
  t.same(stdout.trim().split('\n'), lines, stderr);
  const asked = difficult.asked(name);
  t.same(
    ['GET /v1/me', 'POST /v1/bindings/axb', 'GET /v1/journal'].map(
      (line) => asked.filter((one) => one === line).length,
    ),
    [3, 1, 1],
    'only what may be done twice is, and only if it need not wait for long',
  );
  t.same(difficult.redirected, [], 'the token goes nowhere else');
  t.ok(stderr.length > 100, 'errors are shown');
  for (const hidden of [OPERATOR_TOKEN, HIDDEN, '+8613800001'])
    t.notOk(stderr.includes(hidden), 'no error has the token, a number or what was answered');
}

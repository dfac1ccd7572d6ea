/**
 * There is no Docker where the tests run, so the files of the image are laid out as the Dockerfile's last stage says.
 */
import { execFile, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import { stringify } from 'yaml';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const BUILT = '/opt/callveil/';
const run = promisify(execFile);
/** Where the orchestrators ask whether it is alive, ready, and how it is: docker/helm, and the image itself. */
const ASKED = [
  'docker/Dockerfile',
  'docker/helm/callveil/templates/statefulset.yaml',
  'docker/helm/callveil/templates/servicemonitor.yaml',
];

void t.test('the image holds every file the service reads', async (t) => {
  const image = mkdtempSync(join(tmpdir(), 'callveil-image-'));
  t.teardown(() => rmSync(image, { recursive: true, force: true }));
  const dockerfile = readFileSync(join(project, 'docker/Dockerfile'), 'utf8');
  for (const [, words = ''] of dockerfile.matchAll(/^COPY --from=build (.+)$/gm))
    copy(words.split(' '), image);
  const config = join(image, 'test.yaml');
  writeFileSync(config, stringify(configuration(join(image, 'data'))));
  const [node = '', ...command] = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
  t.equal(node, 'node');
  const service = spawn(process.execPath, [...command, '--config', config], { cwd: image });
  t.teardown(() => service.kill('SIGKILL'));
  const said: string[] = [];
  const ready = new Promise<string | undefined>((resolve) => {
    for (const input of [service.stdout, service.stderr])
      createInterface({ input }).on('line', (line) => {
        said.push(line);
        const [, operator] = /"ready".*"operator":"([^"]+)"/.exec(line) ?? [];
        if (operator !== undefined) resolve(operator);
      });
    service.once('exit', () => resolve(undefined));
  });
  const operator = await ready;
  t.ok(operator, said.join('\n'));
  const paths = new Set(ASKED.flatMap(pathsIn));
  t.same(paths, new Set(['/livez', '/readyz', '/metrics']));
  for (const path of paths) t.equal((await fetch(`${operator}${path}`)).status, 200, path);
  const [, check = '[]'] = /^HEALTHCHECK (?:.*\\\n)? *CMD (.+)$/m.exec(dockerfile) ?? [];
  const [program, ...words] = JSON.parse(check) as string[];
  t.equal(program, 'node');
  const healthy = (at = ''): Promise<unknown> =>
    run(process.execPath, words, { env: { ...process.env, CALLVEIL_OPERATOR: at } });
  await t.resolves(healthy(operator));
  await t.rejects(healthy('http://127.0.0.1:1'), { code: 1 });
});

/** `/livez` of a probe, of the health check and of a monitor. */
function pathsIn(file: string): string[] {
  const text = readFileSync(join(project, file), 'utf8');
  return [...text.matchAll(/path: (\/\w+)|CALLVEIL_OPERATOR\}(\/\w+)/g)].map(
    ([, probe, health]) => probe ?? health ?? '',
  );
}

/** One COPY of the Dockerfile; `node_modules` is linked, as it is large and nothing in it asks where it lies. */
function copy(words: readonly string[], image: string): void {
  const target = words.at(-1) ?? '';
  for (const name of words.slice(0, -1).flatMap((source) => filesOf(source.slice(BUILT.length)))) {
    const to = join(
      image,
      target.endsWith('/') ? join(target, name.slice(name.lastIndexOf('/') + 1)) : target,
    );
    mkdirSync(dirname(to), { recursive: true });
    if (name === 'node_modules') symlinkSync(join(project, name), to);
    else cpSync(join(project, name), to, { recursive: true });
  }
}

/** `routing/*.json` is every file of the folder that ends so. */
function filesOf(name: string): string[] {
  const [folder = '', end] = name.split('*');
  if (end === undefined) return [name];
  const found = readdirSync(join(project, folder)).filter((file) => file.endsWith(end));
  return found.map((file) => `${folder}${file}`);
}

function configuration(dataDirectory: string): Record<string, unknown> {
  return {
    dataDirectory,
    sip: { listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] },
    api: { host: '127.0.0.1', port: 0 },
    operator: { port: 0 },
  };
}

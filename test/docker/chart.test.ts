/**
 * The Helm chart: rendered by Helm, typed by Kubernetes' API, and its configuration read by Callveil. No cluster runs
 * where the tests run, so nothing is installed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { Secret, Service } from 'kubernetes-types/core/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import t, { type Test } from 'tap';
import { readConfig } from '../../config/load.js';
import { checkStart } from '../../engine/start-check.js';
import { helm, typeFaults, type Rendered } from './chart.js';

/** The time that `engine/processes/parent.ts` gives to the calls' end and the other processes after a drain. */
const AFTER_DRAIN_SECONDS = 55;
const dockerfile = readFileSync(
  fileURLToPath(new URL('../../../docker/Dockerfile', import.meta.url)),
  'utf8',
);
const ENVIRONMENT = { CALLVEIL_HOST: '127.0.0.1', REDIS: 'redis.example.com', TOKEN: 'a-token-of-the-test' };
const CLUSTER = {
  replicas: 3,
  environmentSecret: 'callveil-environment',
  serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
  config: {
    limits: { drainSeconds: 600 },
    journal: { type: 'redis', redis: { url: 'redis://${REDIS}:6379/0' } },
    operator: { tokens: [{ name: 'admin', role: 'admin', token: '${TOKEN}' }] },
    applications: [
      { appKey: 'k', appSecret: 's', mode: 'AXB', numbers: [{ number: '+8675500000001', areaCode: '0755' }] },
    ],
  },
};

const { lint, render } = await helm();

function one<T>(objects: readonly Rendered[], kind: string, name?: RegExp): T {
  const found = objects.find((object) => object.kind === kind && (name?.test(object.metadata.name) ?? true));
  if (found === undefined) throw new Error(`expected a ${kind}`);
  return found as T;
}

void t.test('Helm finds no fault in the chart', async (t) => {
  t.match(await lint(), /1 chart\(s\) linted, 0 chart\(s\) failed/);
});

void t.test('Kubernetes knows every key that is rendered', async (t) => {
  const all = await Promise.all([
    render(),
    render(CLUSTER),
    render({ hostNetwork: false, persistence: { enabled: false }, podDisruptionBudget: { enabled: false } }),
  ]);
  const objects = all.flat();
  const wrong = structuredClone(one<StatefulSet>(objects, 'StatefulSet'));
  Object.assign(wrong.spec?.template.spec ?? {}, { hostNetworks: true });
  const alsoWrong = structuredClone(one<Service>(objects, 'Service'));
  Object.assign(alsoWrong.spec?.ports?.[0] ?? {}, { port: '8080' });
  const [key, type, ...others] = typeFaults([...objects, wrong, alsoWrong] as readonly Rendered[]);
  t.match(key, /hostNetworks/, 'it knows a wrong key');
  t.match(type, /string.*number/, 'and a wrong type');
  t.same(others, [], 'and nothing else is wrong');
});

void t.test('the pods are what the configuration says', async (t) => {
  for (const values of [{}, CLUSTER, { hostNetwork: false }]) {
    const objects = await render(values);
    const { spec } = one<StatefulSet>(objects, 'StatefulSet');
    const pod = spec?.template.spec;
    const container = pod?.containers[0];
    const config = await configurationOf(t, one<Secret>(objects, 'Secret'));
    const grace = pod?.terminationGracePeriodSeconds ?? 0;
    t.ok(grace >= config.limits.drainSeconds + AFTER_DRAIN_SECONDS, 'a drain has its time');
    const ports = new Map(container?.ports?.map(({ name, containerPort }) => [name, containerPort]));
    t.equal(ports.get('api'), config.api.port);
    t.equal(ports.get('operator'), config.operator.port);
    t.same(
      container?.ports
        ?.filter(({ name }) => name?.startsWith('sip-'))
        .map(({ containerPort }) => containerPort),
      config.sip.listen.map(({ port }) => port),
    );
    t.match(container, {
      livenessProbe: { httpGet: { path: '/livez', port: 'operator' } },
      startupProbe: { httpGet: { path: '/livez', port: 'operator' } },
      readinessProbe: { httpGet: { path: '/readyz', port: 'operator' } },
    });
    const mounted = container?.volumeMounts?.map(({ mountPath }) => mountPath);
    t.same(mounted, ['/etc/callveil', '/var/lib/callveil', '/tmp']);
    t.match(config.dataDirectory, /^\/var\/lib\/callveil\/./);
    const { runAsUser, runAsGroup } = pod?.securityContext ?? {};
    t.match(dockerfile, new RegExp(`^USER ${runAsUser}:${runAsGroup}$`, 'm'), 'the user of the image');
    const isHost = !('hostNetwork' in values);
    t.equal(pod?.hostNetwork ?? false, isHost);
    t.match(container?.env, [
      {
        name: 'CALLVEIL_HOST',
        valueFrom: { fieldRef: { fieldPath: isHost ? 'status.hostIP' : 'status.podIP' } },
      },
    ]);
  }
});

void t.test('what selects the pods finds them, and a budget keeps all but one', async (t) => {
  const objects = await render(CLUSTER);
  const { spec } = one<StatefulSet>(objects, 'StatefulSet');
  const labels = spec?.template.metadata?.labels ?? {};
  t.match(labels, spec?.selector.matchLabels ?? { none: true });
  t.equal(spec?.replicas, 3);
  const budget = one<PodDisruptionBudget>(objects, 'PodDisruptionBudget').spec;
  t.equal(budget?.maxUnavailable, 1);
  t.match(labels, budget?.selector?.matchLabels ?? { none: true });
  const names = spec?.template.spec?.containers[0]?.ports?.map(({ name }) => name) ?? [];
  const services = objects.filter(({ kind }) => kind === 'Service') as unknown as Service[];
  t.equal(services.length, 2);
  for (const service of services) {
    t.match(labels, service.spec?.selector ?? { none: true });
    for (const { targetPort } of service.spec?.ports ?? []) t.ok(names.includes(String(targetPort)));
  }
  t.ok(services.some(({ metadata }) => metadata?.name === spec?.serviceName));
  t.same(spec?.template.spec?.containers[0]?.envFrom, [{ secretRef: { name: 'callveil-environment' } }]);
  const monitor = one<Rendered & { spec: { selector: { matchLabels: object }; endpoints: object[] } }>(
    objects,
    'ServiceMonitor',
  );
  t.equal(monitor.metadata.labels['release'], 'prometheus');
  t.same(monitor.spec.endpoints, [{ port: 'operator', path: '/metrics', interval: '15s' }]);
  const watched = services.filter(({ metadata }) => {
    const own: object = metadata?.labels ?? {};
    return Object.entries(monitor.spec.selector.matchLabels).every(
      ([name, value]) => own[name as keyof object] === value,
    );
  });
  t.same(
    watched.map(({ spec: seen }) => seen?.ports?.map(({ name }) => name)),
    [['operator']],
  );
});

void t.test('values that cannot work are refused', async (t) => {
  for (const [values, words] of [
    [{ replicas: 2 }, /replicas above 1 need config\.journal\.type redis/],
    [{ replicas: 'two' }, /replicas/],
    [{ repliccas: 2 }, /repliccas/],
    [{ config: { api: { port: 70_000 } } }, /port/],
    [{ config: { dataDirectory: '/data' } }, /dataDirectory/],
    [{ config: { applications: [{ numbers: [{ number: 8675500000001 }] }] } }, /number/],
    [{ config: { trunks: [{ accounts: [{ number: 8675500000001 }] }] } }, /number/],
  ] as const)
    await t.rejects(render(values), { message: words });
});

void t.test('a Secret of your own takes the place of the configuration', async (t) => {
  const objects = await render({ existingSecret: 'mine' });
  t.notOk(objects.some(({ kind }) => kind === 'Secret'));
  const volumes = one<StatefulSet>(objects, 'StatefulSet').spec?.template.spec?.volumes;
  t.match(volumes, [{ name: 'configuration', secret: { secretName: 'mine' } }]);
});

/** What Callveil reads in the pod; it must find nothing wrong with it. */
async function configurationOf(t: Test, secret: Secret): Promise<ReturnType<typeof readConfig>['config']> {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-pod-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'callveil.yaml');
  writeFileSync(file, secret.stringData?.['callveil.yaml'] ?? '', { mode: 0o600 });
  const loaded = readConfig(file, ENVIRONMENT);
  const { config } = loaded;
  const here = {
    ...config,
    dataDirectory: folder,
    recording: { ...config.recording, directory: folder },
    prompts: { ...config.prompts, directory: join(folder, 'prompts') },
    journal: { ...config.journal, file: join(folder, 'journal.sqlite') },
  };
  const { problems, doubts } = await checkStart({ ...loaded, config: here }, 0);
  t.same([...problems, ...doubts], []);
  return config;
}

/**
 * Checks the layer test itself: each import of the lists below is planted in a scratch tree, whose files have the names
 * of the product's and next to no content, and `.dependency-cruiser.cjs` is run on that tree.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import t, { type Test } from 'tap';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** From a folder, to a file of the product, a built-in module or a package, and the rule that refuses it. */
const FORBIDDEN: readonly (readonly [from: string, to: string, rule: string])[] = [
  ['engine/sip', 'engine/api/api.ts', 'sip-knows-no-call'],
  ['engine/sip', 'engine/call/masked-call.ts', 'sip-knows-no-call'],
  ['engine/sip/trunks', 'engine/call/ending.ts', 'sip-knows-no-call'],
  ['engine/sip', 'engine/report/call-facts.ts', 'sip-knows-no-call'],
  ['engine/sip', 'engine/ua/user-agent.ts', 'sip-knows-no-call'],
  ['engine/report', 'engine/call/call-state.ts', 'report-and-observe-know-no-call'],
  ['engine/report', 'engine/api/privatenumber/surface.ts', 'report-and-observe-know-no-call'],
  ['engine/report', 'engine/sip/signaling.ts', 'report-and-observe-know-no-call'],
  ['engine/observe', 'engine/call/call-parts.ts', 'report-and-observe-know-no-call'],
  ['engine/observe', 'engine/api/health.ts', 'report-and-observe-know-no-call'],
  ['engine/observe', 'engine/sipd/stack/stack.ts', 'report-and-observe-know-no-call'],
  ['engine/observe', 'engine/report/call-facts.ts', 'observe-stands-below-report'],
  ['engine/call', 'engine/sipd/stack/sip-stack.ts', 'call-sees-ports'],
  ['engine/call', 'engine/sipd/stack/stack.ts', 'call-sees-ports'],
  ['engine/call', 'engine/ua/user-agent.ts', 'call-sees-ports'],
  ['engine/call', 'engine/ua/host.ts', 'call-sees-ports'],
  ['engine/call', 'engine/processes/sip-process.ts', 'call-sees-ports'],
  ['engine/call', 'engine/sip/remote-signaling.ts', 'call-sees-ports'],
  ['engine/call', 'engine/sip/trunks/configured-trunks.ts', 'call-sees-ports'],
  ['engine/call', 'engine/api/collaborators.ts', 'call-sees-ports'],
  ['engine/call', 'engine/report/webhooks.ts', 'call-sees-ports'],
  ['engine/call', 'engine/observe/metrics.ts', 'call-sees-ports'],
  ['engine/call', 'media/negotiation.ts', 'call-sees-ports'],
  ['engine/call', 'routing/table/table.ts', 'call-sees-ports'],
  ['engine/message', 'engine/sipd/stack/stack.ts', 'call-sees-ports'],
  ['engine/smpp', 'engine/message/sip-message-transport.ts', 'smpp-sees-the-port-of-messages'],
  ['engine/smpp/session', 'engine/sip/signaling.ts', 'smpp-sees-the-port-of-messages'],
  ['engine/smpp', 'engine/service.ts', 'smpp-sees-the-port-of-messages'],
  ['engine/ladder', 'engine/sip/remote-signaling.ts', 'ladder-sees-messages-alone'],
  ['engine/ladder', 'engine/observe/log.ts', 'ladder-sees-messages-alone'],
  ['engine/ua', 'engine/ladder/capture.ts', 'ua-knows-no-engine'],
  ['engine/smpp/trunk', 'routing/routing.ts', 'smpp-sees-the-port-of-messages'],
  ['engine/smpp/session', 'smpp', 'smpp-stays-in-its-folder'],
  ['engine/backup', 'engine/report/outbox-store.ts', 'backup-knows-no-store'],
  ['engine/backup', 'routing/journal/sqlite-open.ts', 'backup-knows-no-store'],
  ['engine/doctor', 'engine/report/receiver-address.ts', 'doctor-asks-the-machine'],
  ['engine/doctor', 'routing/journal/redis-facts.ts', 'doctor-asks-the-machine'],
  ['engine/message', 'smpp', 'smpp-stays-in-its-folder'],
  ['engine/protect', 'engine/api/operator/answers.ts', 'protect-sees-stores'],
  ['engine/accounts', 'engine/api/operator/problems.ts', 'accounts-stand-below-the-api'],
  ['engine/accounts', 'engine/protect/audit.ts', 'accounts-stand-below-the-api'],
  ['engine/api/operator', 'openid-client', 'openid-client-stays-in-its-file'],
  ['engine/records', 'engine/report/outbox.ts', 'records-know-no-owner'],
  ['engine/records', 'engine/api/operator/answers.ts', 'records-know-no-owner'],
  ['engine/records', 'routing/journal/sqlite.ts', 'records-know-no-owner'],
  ['engine/statistics', 'engine/records/past-records.ts', 'statistics-see-sums-alone'],
  ['engine/statistics', 'routing/numbers/pool.ts', 'statistics-see-sums-alone'],
  ['engine/report', 'pg', 'postgresql-stays-in-its-folder'],
  ['engine/api/clients', 'engine/api/operator/answers.ts', 'clients-stand-alone'],
  ['engine/api', 'engine/api/clients/typescript/callveil.ts', 'clients-stand-alone'],
  ['engine/ctl', 'engine/protect/audit-log.ts', 'console-and-ctl-know-answers-alone'],
  ['engine/api', 'media/recorder/recorder-process.ts', 'only-services-name-implementations'],
  ['engine/api', 'media/recorder/recorder-client.ts', 'only-services-name-implementations'],
  ['engine/api', 'engine/sip/remote-signaling.ts', 'api-knows-no-process'],
  ['engine/api', 'engine/ua/user-agent.ts', 'api-knows-no-process'],
  ['engine/api', 'engine/sipd/stack/stack.ts', 'api-knows-no-process'],
  ['engine/api', 'engine/call/masked-call.ts', 'api-knows-calls-and-endings'],
  ['engine', 'drachtio-srf', 'drachtio-stays-in-its-files'],
  ['engine/call', 'drachtio-srf', 'drachtio-stays-in-its-files'],
  ['engine/ua', 'drachtio-srf', 'drachtio-stays-in-its-files'],
  ['engine/ua/session', 'drachtio-fn-b2b-sugar', 'drachtio-stays-in-its-files'],
  ['engine/sipd/wire', 'drachtio-srf', 'drachtio-stays-in-its-files'],
  ['engine/ua', 'node:module', 'nothing-is-required'],
  ['engine/ua/transactions', 'node:module', 'nothing-is-required'],
  ['media', 'engine/clock.ts', 'media-stands-alone'],
  ['media/relay', 'engine/observe/log.ts', 'media-stands-alone'],
  ['media/recorder', 'engine/end-signal.ts', 'media-stands-alone'],
  ['media', 'routing/numbers/number.ts', 'media-stands-alone'],
  ['routing', 'engine/clock.ts', 'routing-stands-alone'],
  ['routing/table', 'media/media.ts', 'routing-stands-alone'],
  ['config', 'routing/numbers/policy.ts', 'config-stands-alone'],
  ['engine/ua', 'engine/call/ending.ts', 'ua-knows-no-engine'],
  ['engine/ua/session', 'engine/sip/trunks/trunks.ts', 'ua-knows-no-engine'],
  ['engine/ua', 'engine/observe/log.ts', 'ua-knows-no-engine'],
  ['engine/ua', 'engine/sipd/wire/server.ts', 'ua-knows-no-engine'],
  ['engine/ua', 'engine/service.ts', 'ua-knows-no-engine'],
  ['engine/ua', 'engine/sip/remote-signaling.ts', 'ua-knows-no-engine'],
  ['engine/ua', 'media/sdp.ts', 'ua-knows-no-engine'],
  ['engine/sipd', 'engine/sip/signaling.ts', 'sipd-knows-no-engine'],
  ['engine/sipd/wire', 'engine/observe/log.ts', 'sipd-knows-no-engine'],
  ['engine/sipd/wire', 'engine/clock.ts', 'sipd-knows-no-engine'],
  ['engine/sipd/stack', 'engine/sipd/wire/server.ts', 'stack-stands-alone'],
  ['engine/sipd/stack/transport', 'engine/sipd/wire/client.ts', 'stack-stands-alone'],
  ['engine/sipd/stack/dialog', 'engine/clock.ts', 'stack-stands-alone'],
  ['engine/console', 'engine/api/operator/problems.ts', 'console-and-ctl-know-answers-alone'],
  ['engine/console', 'engine/ctl/table.ts', 'console-and-ctl-know-answers-alone'],
  ['engine/console', 'routing/resolution.ts', 'console-and-ctl-know-answers-alone'],
  ['engine/console', 'media/prompts.ts', 'console-and-ctl-know-answers-alone'],
  ['engine/ctl', 'engine/api/operator/schemas.ts', 'console-and-ctl-know-answers-alone'],
  ['engine/ctl', 'config/load.ts', 'console-and-ctl-know-answers-alone'],
  ['engine/sip', 'engine/prompt-library.ts', 'parts-know-no-root'],
  ['engine/report', 'engine/service.ts', 'parts-know-no-root'],
  ['engine/report', 'routing/journal/redis.ts', 'only-services-name-implementations'],
  ['engine/sip', 'media/relay/relay.ts', 'only-services-name-implementations'],
  ['engine/api', 'routing/journal/sqlite.ts', 'only-services-name-implementations'],
  ['engine', 'media/relay/relay.ts', 'only-services-name-implementations'],
  ['engine/ua', 'engine/ua/transactions/simring.ts', 'only-services-name-implementations'],
  ['engine', 'engine/ua/transactions/srf-transactions.ts', 'only-services-name-implementations'],
  ['routing', 'routing/journal/memory.ts', 'only-services-name-implementations'],
  ['engine', 'test/support/fakes/fake-clock.ts', 'product-knows-no-test'],
  ['media', 'sipp-scenarios/run.ts', 'product-knows-no-test'],
];

/** These may be imported from there, and nothing refuses it. */
const ALLOWED: readonly (readonly [from: string, to: string])[] = [
  ['engine/call', 'engine/clock.ts'],
  ['engine/call', 'engine/sip/signaling-error.ts'],
  ['engine/call', 'routing/resolve.ts'],
  ['engine/sip', 'engine/observe/log.ts'],
  ['engine/sip/trunks', 'routing/numbers/number.ts'],
  ['engine/report', 'engine/clock.ts'],
  ['engine/api', 'engine/report/recording-name.ts'],
  ['engine/ua', 'engine/sip/signaling-error.ts'],
  ['engine/ua', 'engine/sipd/stack/stack-error.ts'],
  ['engine/ua/transactions', 'drachtio-srf'],
  ['engine/ua/transactions', 'drachtio-fn-b2b-sugar'],
  ['engine/processes', 'media/relay/relay.ts'],
  ['engine/processes', 'engine/ua/user-agent.ts'],
  ['engine/sipd/wire', 'engine/sipd/stack/sip-stack.ts'],
];

/** Types may cross here, and values may not. */
const TYPES_ALONE: readonly (readonly [from: string, to: string, rule: string])[] = [
  ['engine/console', 'engine/api/operator/answers.ts', 'ports-hold-types'],
  ['engine/call', 'engine/sip/signaling.ts', 'ports-hold-types'],
  ['engine/call', 'engine/sip/trunks/trunks.ts', 'ports-hold-types'],
  ['engine/call', 'engine/report/call-facts.ts', 'ports-hold-types'],
  ['engine/call', 'media/media.ts', 'ports-hold-types'],
  ['media/relay', 'media/media.ts', 'ports-hold-types'],
  ['media/relay', 'media/recorder/recorder-client.ts', 'ports-hold-types'],
  ['engine/ua', 'engine/ua/transactions/transactions.ts', 'ports-hold-types'],
  ['engine/ua', 'engine/sip/signaling-speech.ts', 'ports-hold-types'],
  ['engine/ua/transactions', 'engine/sipd/stack/stack.ts', 'ports-hold-types'],
  ['routing', 'routing/journal/journal.ts', 'ports-hold-types'],
];

/** Loaded by a dynamic import, where the mode uses it, and by none at the top of a file. */
const LOADED_LATE: readonly (readonly [from: string, to: string, rule: string])[] = [
  ['engine/processes', 'engine/ua/transactions/srf-transactions.ts', 'drachtio-is-loaded-by-its-modes'],
  ['engine/processes', 'engine/ua/transactions/simring.ts', 'drachtio-is-loaded-by-its-modes'],
];

/** The ways a file can name another. */
const FORMS = {
  'a type': (spec: string) => `import type { Planted } from '${spec}';\nexport type Found = Planted;\n`,
  'a value': (spec: string) => `import { planted } from '${spec}';\nexport const found = planted;\n`,
  're-exported': (spec: string) => `export { planted } from '${spec}';\n`,
  'a dynamic import': (spec: string) => `export const found = import('${spec}');\n`,
  'an import type': (spec: string) => `export type Found = import('${spec}').Planted;\n`,
} as const;
type Form = keyof typeof FORMS;
const ALL_FORMS = Object.keys(FORMS) as Form[];
const VALUE_FORMS: readonly Form[] = ['a value', 're-exported', 'a dynamic import'];

interface Plant {
  readonly from: string;
  readonly to: string;
  readonly form: Form;
}

const all = (list: readonly (readonly [string, string, ...string[]])[], forms: readonly Form[]): Plant[] =>
  list.flatMap(([from, to]) => forms.map((form) => ({ from, to, form })));

void t.test('each import that crosses a layer the wrong way fails the layer test', async (t) => {
  await refuses(t, FORBIDDEN, ALL_FORMS);
});

void t.test('where types alone may cross, a value fails the layer test', async (t) => {
  await refuses(t, TYPES_ALONE, VALUE_FORMS);
});

void t.test(
  'what a mode loads may be named as a type or loaded late, and not at the top of a file',
  async (t) => {
    await refuses(t, LOADED_LATE, ['a value', 're-exported']);
  },
);

void t.test('files that lean on each other fail the layer test, by types alone too', async (t) => {
  const { write, violations } = scratchTree(t);
  write('engine/call/one.ts', FORMS['a type']('./two.js'));
  write('engine/call/two.ts', FORMS['a type']('./three.js'));
  write('engine/call/three.ts', FORMS['an import type']('./one.js'));
  write('routing/one.ts', FORMS['a value']('./two.js'));
  write('routing/two.ts', FORMS['a value']('./one.js'));
  const found = (await violations()).map(({ from, rule }) => `${dirname(from)}: ${rule.name}`);
  const circles = found.filter((one) => one.includes('no-cycles')).sort();
  t.same(circles, ['engine/call: no-cycles-of-types', 'routing: no-cycles', 'routing: no-cycles-of-types']);
});

void t.test('an import that follows the layers fails nothing', async (t) => {
  const plants = [
    ...all(ALLOWED, ALL_FORMS),
    ...all(TYPES_ALONE, ['a type']),
    ...all(LOADED_LATE, ['a type', 'a dynamic import']),
  ];
  const rulesOf = await rulesBroken(t, plants);
  for (const plant of plants) t.same(rulesOf(plant), [], `${plant.from} to ${plant.to} as ${plant.form}`);
});

async function refuses(test: Test, list: typeof FORBIDDEN, forms: readonly Form[]): Promise<void> {
  const rulesOf = await rulesBroken(test, all(list, forms));
  for (const [from, to, rule] of list) {
    const passed = forms.filter((form) => !rulesOf({ from, to, form }).includes(rule));
    test.same(passed, [], `${from} to ${to}: ${rule}`);
  }
}

/** Plants each import in a file of its own, and says which rules the file of a plant breaks. */
async function rulesBroken(
  test: Test,
  plants: readonly Plant[],
): Promise<(plant: Plant) => readonly string[]> {
  const { write, violations } = scratchTree(test);
  for (const to of new Set(plants.map((plant) => plant.to))) {
    if (isFile(to)) test.ok(existsSync(join(root, to)), `${to} exists`);
    write(isFile(to) ? to : `node_modules/${to}/index.js`, 'export const planted = 1;\n');
  }
  const files = new Map(plants.map((plant, index) => [keyOf(plant), `${plant.from}/planted-${index}.ts`]));
  for (const plant of plants) {
    const path = files.get(keyOf(plant)) ?? '';
    const way = relative(dirname(path), plant.to)
      .replace(/^(?!\.)/, './')
      .replace(/\.ts$/, '.js');
    write(path, FORMS[plant.form](isFile(plant.to) ? way : plant.to));
  }
  const broken = new Map<string, string[]>();
  for (const { from, rule } of await violations()) broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  return (plant) => broken.get(files.get(keyOf(plant)) ?? '') ?? [];
}

interface ScratchTree {
  write(path: string, text: string): void;
  /** What the real configuration says to the tree. */
  violations(): Promise<ICruiseResult['summary']['violations']>;
}

function scratchTree(test: Test): ScratchTree {
  const tree = mkdtempSync(join(tmpdir(), 'callveil-layers-'));
  test.teardown(() => rmSync(tree, { recursive: true, force: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  write('package.json', '{ "type": "module" }\n');
  write('tsconfig.json', '{ "compilerOptions": { "module": "NodeNext" } }\n');
  return {
    write,
    async violations() {
      const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
      const { output } = await cruise(['.'], { ...options, baseDir: tree });
      if (typeof output === 'string')
        throw new TypeError('expected the result of the layer test as an object');
      return output.summary.violations;
    },
  };
}

function isFile(target: string): boolean {
  return target.endsWith('.ts');
}

function keyOf({ from, to, form }: Plant): string {
  return `${from} ${to} ${form}`;
}

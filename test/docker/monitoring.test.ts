/**
 * The dashboards, the alert rules and the manual of the metrics agree with the metrics there are, and Prometheus' own
 * tool can read the rules and each expression of the dashboards.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import t from 'tap';
import { parse, stringify } from 'yaml';
import { Metrics } from '../../engine/observe/metrics.js';
import { idleService } from '../support/fakes/idle-service.js';
import { dashboardSchema, rulesSchema } from './monitoring-schemas.js';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const monitoring = join(project, 'docker/monitoring');

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}

const dashboards = readdirSync(join(monitoring, 'dashboards')).map(
  (name) =>
    [name, JSON.parse(readFileSync(join(monitoring, 'dashboards', name), 'utf8')) as Dashboard] as const,
);
const rules = parse(readFileSync(join(monitoring, 'alerts.yaml'), 'utf8')) as Rules;

const metrics = new Metrics(idleService);

/** The labels of each series there is, by its name. What Prometheus and its client add is known. */
function knownSeries(): Map<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([
    ['up', new Set(['job', 'instance'])],
    ['process_cpu_seconds_total', new Set(['job', 'instance'])],
  ]);
  for (const { name, type, labels } of metrics.described) {
    const own = ['job', 'instance', ...labels];
    if (type !== 'histogram') known.set(name, new Set(own));
    else
      for (const part of ['bucket', 'sum', 'count'])
        known.set(`${name}_${part}`, new Set(part === 'bucket' ? [...own, 'le'] : own));
  }
  return known;
}

/** Each series that an expression reads, with the labels it selects by. */
function readBy(expression: string): { readonly name: string; readonly labels: readonly string[] }[] {
  const names = /\b(callveil_\w+|process_\w+|up)\b(?:\{([^}]*)\})?/g;
  return [...expression.matchAll(names)].map(([, name = '', selector = '']) => ({
    name,
    labels: [...selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  }));
}

function flawsOf(expression: string): string[] {
  const known = knownSeries();
  const read = readBy(expression);
  if (read.length === 0) return ['it reads nothing'];
  return read.flatMap(({ name, labels }) => {
    const there = known.get(name);
    if (there === undefined) return [`${name} does not exist`];
    return labels.filter((label) => !there.has(label)).map((label) => `${name} has no label ${label}`);
  });
}

void t.test('each series and label that a dashboard or a rule names exists', (t) => {
  for (const [name, { panels, templating }] of dashboards) {
    const variables = templating.list.flatMap(({ definition }) => definition ?? []);
    const queries = panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => [title, expr] as const),
    );
    t.ok(queries.length > 10, name);
    for (const [title, expr] of queries) t.same(flawsOf(expr), [], `${name}: ${title}`);
    for (const variable of variables) {
      const [, series = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(variable) ?? [];
      t.ok(knownSeries().get(series)?.has(label), variable);
    }
  }
  for (const { alert, expr } of rules.groups.flatMap((group) => group.rules))
    t.same(flawsOf(expr), [], alert);
  t.same(flawsOf('rate(callveil_nothing_total{trunk="a"}[5m])'), ['callveil_nothing_total does not exist']);
  t.same(flawsOf('callveil_trunk_calls{trunks="a"}'), ['callveil_trunk_calls has no label trunks']);
  t.same(
    flawsOf('callveil_call_mos'),
    ['callveil_call_mos does not exist'],
    'a histogram has no series of its name',
  );
  t.same(flawsOf('vector(1)'), ['it reads nothing']);
  t.end();
});

void t.test('the manual has a row for each metric, and none for another', (t) => {
  const manual = readFileSync(join(monitoring, 'README.md'), 'utf8');
  const rows = manual.split('\n').filter((line) => line.startsWith('| `callveil_'));
  const wanted = metrics.described.map(({ name, type, labels, help }) => {
    const shown = labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${type} | ${shown === '' ? '–' : shown} | ${help} |`;
  });
  t.same(rows.toSorted(), wanted.toSorted());
  t.end();
});

void t.test('names follow the conventions of Prometheus', (t) => {
  for (const { name, type, help, labels } of metrics.described) {
    t.equal(name.endsWith('_total'), type === 'counter', `${name}: _total is for counters`);
    t.notMatch(name, /_(ms|milliseconds|minutes|kilobytes|percent)(_|$)/, 'base units');
    t.match(help, /^[\dA-Z].*[.;]?$/, name);
    for (const label of labels) t.match(label, /^[a-z][a-z_]*$/, `${name}: ${label}`);
  }
  t.end();
});

void t.test('the files have the shape that Grafana and Prometheus read', (t) => {
  const ajv = new Ajv({ allErrors: true });
  for (const [name, dashboard] of dashboards) {
    t.ok(ajv.validate(dashboardSchema, dashboard), `${name}: ${ajv.errorsText()}`);
    t.equal(`${dashboard.uid}.json`, name);
    const { panels } = dashboard;
    t.equal(new Set(panels.map(({ id }) => id)).size, panels.length, `${name}: ids`);
    t.same(overlapsIn(panels), [], name);
  }
  t.ok(ajv.validate(rulesSchema, rules), ajv.errorsText());
  const alerts = rules.groups.flatMap((group) => group.rules.map(({ alert }) => alert));
  t.equal(new Set(alerts).size, alerts.length, 'each alert has its name');
  t.notOk(ajv.validate(rulesSchema, { groups: [{ name: 'g', rules: [{ alert: 'A', expr: '1' }] }] }));
  t.end();
});

function overlapsIn(panels: readonly Panel[]): string[] {
  return panels.flatMap((panel, place) =>
    panels
      .slice(place + 1)
      .filter((other) => overlap(panel.gridPos, other.gridPos))
      .map((other) => `${panel.title} and ${other.title}`),
  );
}

function overlap(a: Panel['gridPos'], b: Panel['gridPos']): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

void t.test('promtool reads the rules, and their alerts come and go as they should', (t) => {
  t.match(promtool(['check', 'rules', join(monitoring, 'alerts.yaml')]), { status: 0 });
  const tested = promtool(['test', 'rules', join(project, 'test/docker/alerts.yaml')]);
  t.match(tested, { status: 0 }, `${tested.stdout}${tested.stderr}`);
  t.end();
});

void t.test('promtool reads each expression of the dashboards', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-promtool-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const asRule = (expr: string, place: number): object => ({
    record: `dashboard:panel:${place}`,
    expr: expr.replaceAll('$__rate_interval', '5m').replaceAll(/"\$\w+"/g, '".*"'),
  });
  for (const [name, { panels }] of dashboards) {
    const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, stringify({ groups: [{ name: 'g', rules: expressions.map(asRule) }] }));
    const checked = promtool(['check', 'rules', file]);
    t.match(checked, { status: 0 }, `${name}: ${checked.stderr}`);
  }
  t.end();
});

void t.test('promtool finds nothing against the text of the metrics', async (t) => {
  const { body } = await metrics.text();
  const own = body
    .split('\n\n')
    .filter((block) => block.includes('# TYPE callveil_'))
    .join('\n\n');
  const checked = promtool(['check', 'metrics'], `${own}\n`);
  t.match(checked, { status: 0 }, `${checked.stdout}${checked.stderr}`);
});

function promtool(
  words: readonly string[],
  input = '',
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('promtool', words, { input, encoding: 'utf8' });
  if (error !== undefined) throw new Error('expected promtool: apt-get install prometheus', { cause: error });
  return { status, stdout, stderr };
}

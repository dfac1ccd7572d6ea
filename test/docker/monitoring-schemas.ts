/** What Grafana (dashboards, schema version 39) and Prometheus (rule files) need to be there, as far as we use it. */
const text = { type: 'string', minLength: 1 };
const whole = { type: 'integer', minimum: 0 };

const source = {
  type: 'object',
  required: ['type', 'uid'],
  properties: { type: { const: 'prometheus' }, uid: { const: '${datasource}' } },
};

const target = {
  type: 'object',
  required: ['refId', 'datasource', 'expr', 'legendFormat'],
  properties: {
    refId: { type: 'string', pattern: '^[A-Z]$' },
    datasource: source,
    expr: text,
    legendFormat: text,
  },
};

const panel = {
  type: 'object',
  required: ['id', 'type', 'title', 'gridPos'],
  properties: {
    id: { type: 'integer', minimum: 1 },
    type: { enum: ['row', 'timeseries', 'stat', 'heatmap'] },
    title: text,
    gridPos: {
      type: 'object',
      required: ['x', 'y', 'w', 'h'],
      properties: { x: { ...whole, maximum: 23 }, y: whole, w: { ...whole, maximum: 24 }, h: whole },
    },
  },
  if: { properties: { type: { const: 'row' } } },
  else: {
    required: ['datasource', 'fieldConfig', 'options', 'targets'],
    properties: {
      datasource: source,
      fieldConfig: { type: 'object', required: ['defaults', 'overrides'] },
      targets: { type: 'array', minItems: 1, items: target },
    },
  },
};

const variable = {
  type: 'object',
  required: ['name', 'type', 'query'],
  properties: { name: { type: 'string', pattern: '^[a-z]+$' }, type: { enum: ['datasource', 'query'] } },
  if: { properties: { type: { const: 'query' } } },
  then: { required: ['datasource', 'definition'], properties: { datasource: source } },
};

export const dashboardSchema = {
  type: 'object',
  required: [
    'uid',
    'title',
    'description',
    'tags',
    'schemaVersion',
    'panels',
    'templating',
    'time',
    'refresh',
  ],
  properties: {
    uid: { type: 'string', pattern: '^[a-z-]{1,40}$' },
    title: text,
    description: text,
    tags: { type: 'array', contains: { const: 'callveil' } },
    schemaVersion: { const: 39 },
    // A number would be the id of a dashboard in one Grafana, and hinder every other one.
    id: { type: 'null' },
    panels: { type: 'array', minItems: 1, items: panel },
    templating: {
      type: 'object',
      required: ['list'],
      properties: { list: { type: 'array', items: variable } },
    },
  },
};

const rule = {
  type: 'object',
  required: ['alert', 'expr', 'labels', 'annotations'],
  additionalProperties: false,
  properties: {
    alert: { type: 'string', pattern: '^Callveil[A-Z][A-Za-z]+$' },
    expr: text,
    for: { type: 'string', pattern: '^\\d+[smhd]$' },
    labels: {
      type: 'object',
      required: ['severity'],
      additionalProperties: false,
      properties: { severity: { enum: ['critical', 'warning'] } },
    },
    annotations: {
      type: 'object',
      required: ['summary'],
      additionalProperties: false,
      properties: { summary: text, action: text },
    },
  },
};

export const rulesSchema = {
  type: 'object',
  required: ['groups'],
  additionalProperties: false,
  properties: {
    groups: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'rules'],
        additionalProperties: false,
        properties: { name: text, rules: { type: 'array', minItems: 1, items: rule } },
      },
    },
  },
};

import t from 'tap';
import { buildSerializer } from '../../../engine/api/compiled-late.js';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';

interface AnswerSchema {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

void t.test('an answer is written by its schema, which is compiled once', (t) => {
  let reads = 0;
  const schema = {
    type: 'object',
    get properties() {
      reads += 1;
      return { known: { type: 'string' } };
    },
  };
  const write = buildSerializer({}, {})({ method: 'GET', url: '/', httpStatus: '200', schema });
  t.equal(reads, 0, 'not before the first answer');
  t.equal(write({ known: 'a', unknown: 'b' }), '{"known":"a"}');
  const compiled = reads;
  t.equal(write({ known: 'c' }), '{"known":"c"}');
  t.equal(reads, compiled);
  t.end();
});

void t.test('the schema of every answer of the operator API can be compiled', async (t) => {
  const answers: { readonly url: string; readonly httpStatus: string; readonly schema: object }[] = [];
  let schemas: () => Record<string, unknown> = () => ({});
  const { api } = await operatorUnderTest((app) => {
    schemas = () => app.getSchemas();
    app.addHook('onRoute', ({ url, schema }) => {
      const response = (schema?.response ?? {}) as Record<string, object & AnswerSchema>;
      for (const [httpStatus, { content, ...plain }] of Object.entries(response)) {
        const all = content === undefined ? [plain] : Object.values(content).map((one) => one.schema);
        answers.push(...all.map((one) => ({ url, httpStatus, schema: one })));
      }
    });
  });
  await api.inject({ url: '/v1/me' });
  t.ok(answers.length > 300, `${answers.length} answers`);
  const compile = buildSerializer(schemas(), {});
  const failures: string[] = [];
  for (const answer of answers) {
    try {
      compile({ method: 'GET', ...answer })({});
    } catch (error) {
      const text = String(error);
      // What is missing in an empty answer is no flaw of the schema.
      if (!/is required/.test(text)) failures.push(`${answer.url} ${answer.httpStatus}: ${text}`);
    }
  }
  t.same(failures, []);
});

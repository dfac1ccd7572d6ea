/**
 * No phone number reaches the log, a metric, a file name or an error text: a number is planted in every field of every
 * request of both APIs. What the log has under `pii` is masked, which this finds as well.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { httpSender } from '../support/servers/http-sender.js';
import { signatureHeaders } from '../support/servers/privatenumber-client.js';
import { requests } from '../support/servers/privatenumber-requests.js';
import { filesOf, FORMS, logOf, NATIONAL, NUMBER, service, showing, TOKEN } from './planted-number.js';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Shape }>> };
}

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

const operatorDocument = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../engine/api/operator/openapi.json', import.meta.url)), 'utf8'),
) as Document;

void t.test('the compatible API: every field of every request, query, path, header and body', async (t) => {
  const callveil = await service(t, 'embedded');
  const send = httpSender(callveil.api);
  const errors: string[] = [];
  const ask = async (
    mode: string,
    method: string,
    path: string,
    body?: string,
    headers = {},
  ): Promise<void> => {
    const signed = signatureHeaders({ scheme: 'AKSK', appKey: `key-${mode}`, appSecret: `secret-${mode}` });
    const request = { method, path, headers: { ...signed, ...headers }, ...(body !== undefined && { body }) };
    const answer = await send(request);
    if (answer.status >= 400 || !/"resultcode":"0"/.test(answer.body))
      errors.push(`${path} ${answer.body}`.replace(path, ''));
  };
  for (const { mode, method, uri, fields, good } of requests) {
    const inQuery = method === 'GET' || method === 'DELETE';
    for (const name of [...Object.keys(fields), NUMBER, 'unknown'])
      for (const form of FORMS) {
        const asked = { ...good, [name]: form };
        const query = new URLSearchParams(
          Object.entries(asked).map(([key, value]): [string, string] => [key, String(value)]),
        );
        const separator = uri.includes('?') ? '&' : '?';
        if (inQuery) await ask(mode, method, `${uri}${separator}${query.toString()}`);
        else await ask(mode, method, uri, JSON.stringify(asked));
      }
    await ask(mode, method, `${uri}/${NATIONAL}`, inQuery ? undefined : NUMBER);
    await ask(mode, method, `${uri}?${NATIONAL}=${NATIONAL}`, inQuery ? undefined : `{"x": ${NATIONAL}`);
    await ask(mode, method, uri, inQuery ? undefined : '{}', {
      'X-AKSK': `UsernameToken Username="${NUMBER}",PasswordDigest="x",Nonce="${NUMBER}",Created="${NUMBER}"`,
    });
    await ask(mode, method, uri, inQuery ? undefined : '{}', {
      Authorization: NUMBER,
      'Content-Type': NUMBER,
      'User-Agent': NUMBER,
      'X-Forwarded-For': NUMBER,
    });
  }
  for (const path of [
    `/rest/provision/voice/record/v1.0?callIdentifier=${NATIONAL}&recordDomain=${NATIONAL}&fileName=${NATIONAL}`,
    `/recordings/${NATIONAL}.wav?signature=${NATIONAL}`,
    `/${NATIONAL}`,
    `/%2B86${NATIONAL}/%zz`,
  ])
    await ask('AXB', 'GET', path);
  t.same(showing([await callveil.metrics()]), [], 'metrics');
  t.same(showing(await filesOf(callveil)), [], 'file names');
  t.same(showing(errors), [], 'error texts');
  t.same(showing(await logOf(callveil)), [], 'log');
});

void t.test('the operator API: every parameter and field of every operation', async (t) => {
  const callveil = await service(t, 'embedded');
  const errors: string[] = [];
  const ask = async (
    role: string,
    method: string,
    path: string,
    type: string,
    body?: string,
  ): Promise<void> => {
    const response = await fetch(`${callveil.operator}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}-${role}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (response.status >= 400) errors.push(text);
  };
  for (const [path, operations] of Object.entries(operatorDocument.paths))
    for (const [method, { parameters = [], requestBody }] of Object.entries(operations)) {
      // Journals are not what is asked about here.
      if (path.startsWith('/v1/journal')) continue;
      const verb = method.toUpperCase();
      for (const form of [...FORMS, `${NATIONAL}.wav`]) {
        const there = path.replace(/\{\w+\}/g, () => encodeURIComponent(form));
        const queries = [
          '',
          ...parameters
            .filter((one) => one.in === 'query')
            .map(({ name }) => `?${name}=${encodeURIComponent(form)}`),
          `?${NATIONAL}=1`,
        ];
        const [[type = 'application/json', content] = []] = Object.entries(requestBody?.content ?? {});
        for (const query of queries)
          for (const body of bodiesOf(content?.schema, form, verb))
            await ask(
              'admin',
              verb,
              `${there}${query}`,
              type,
              type === 'application/json' ? body : `${form},${form}\n${form}`,
            );
        await ask('viewer', verb, there, 'application/json', verb === 'GET' ? undefined : '{}');
      }
    }
  const wav = readFileSync(
    fileURLToPath(new URL('../../../config/prompts/zh/no-binding.wav', import.meta.url)),
  );
  for (const name of [NUMBER, NATIONAL, `hint-${NATIONAL}`]) {
    const headers = { authorization: `Bearer ${TOKEN}-admin`, 'content-type': 'audio/wav' };
    const url = `${callveil.operator}/v1/prompts/${encodeURIComponent(name)}.wav`;
    t.equal((await fetch(url, { method: 'PUT', headers, body: new Uint8Array(wav) })).status, 400);
  }
  for (const path of [
    `/v1/${NATIONAL}`,
    `/${NATIONAL}`,
    `/v1/bindings/%zz${NATIONAL}`,
    `/healthz?${NATIONAL}`,
  ])
    await ask('admin', 'GET', path, '');
  await ask(NATIONAL, 'GET', '/v1/me', '');
  t.same(showing([await callveil.metrics()]), [], 'metrics');
  t.same(showing(await filesOf(callveil)), [], 'file names');
  t.same(showing(errors), [], 'error texts');
  t.same(showing(await logOf(callveil)), [], 'log');
});

/** A body for each field with the number in it, one with an unknown field, one that is no JSON. */
function bodiesOf(schema: Shape | undefined, form: string, verb: string): (string | undefined)[] {
  if (verb === 'GET' || schema === undefined) return [undefined];
  const names = Object.keys(schema.properties ?? {});
  const fillers = {
    appKey: 'key-AXB',
    mode: 'AXB',
    appSecret: 'secret',
    a: NUMBER,
    b: '+8613912345679',
    numbers: [form],
  };
  const known = Object.fromEntries(Object.entries(fillers).filter(([name]) => names.includes(name)));
  const planted = names.flatMap((name) =>
    [form, [form], { [form]: form }].map((value) => ({ ...known, [name]: value })),
  );
  return [...planted, { ...known, [form]: form }].map((body) => JSON.stringify(body)).concat(`{"${form}`);
}

/**
 * A prompt is called the same way wherever it is named: what can be put in can be named by everybody, and nothing else.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parseConfig } from '../../../../config/load.js';
import { configSchema } from '../../../../config/schema.js';
import { Fields } from '../../../../engine/api/privatenumber/fields.js';
import { PromptLibrary } from '../../../../engine/prompt-library.js';
import { PROMPT_NAME } from '../../../../media/prompts.js';
import {
  operatorUnderTest,
  tokens,
  type OperatorUnderTest,
} from '../../../support/stages/operator-under-test.js';
import { temporaryDirectory } from '../../../support/stages/journal-kinds.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

const SAMPLE = new URL('../../../../../config/prompts/zh/no-binding.wav', import.meta.url);
const LONGEST = `${'n'.repeat(124)}.wav`;
const GOOD = [
  'a.wav',
  'A-z_0@9+.wav',
  '.hidden.wav',
  '-x.wav',
  `${'+'.repeat(124)}.wav`,
  `${'n'.repeat(100)}.wav`,
  LONGEST,
];
const BAD = [
  'a b.wav',
  'ä.wav',
  'a.mp3',
  'a.wav.new',
  '.wav',
  `n${LONGEST}`,
  'a%.wav',
  'a,b.wav',
  '../a.wav',
  'a',
];

async function put({ api }: OperatorUnderTest, name: string): Promise<number> {
  const { statusCode } = await api.inject({
    method: 'PUT',
    url: `/v1/prompts/${encodeURIComponent(name)}`,
    headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'audio/wav' },
    payload: Buffer.from('RIFF'),
  });
  return statusCode;
}

/** Whether the configuration file may name it. */
function inFile(name: string): boolean {
  const application = { appKey: 'k', appSecret: 's', mode: 'AXB', tones: { noBinding: name } };
  try {
    parseConfig(JSON.stringify({ applications: [application] }));
    return true;
  } catch {
    return false;
  }
}

/** Whether a customer's request may name it, once it is there. */
function inRequest(name: string): boolean {
  try {
    return new Fields({ recordHintTone: name }, { hasPrompt: () => true }).prompt('recordHintTone') === name;
  } catch {
    return false;
  }
}

/** Whether the library takes it into its folder, and finds it there again; what it refuses leaves no file behind. */
async function inLibrary(t: Test, name: string): Promise<boolean> {
  const around = await temporaryDirectory(t);
  const folder = join(around, 'prompts');
  const library = await PromptLibrary.load(folder);
  const isTaken = await library.save(name, await readFile(SAMPLE)).then(
    () => true,
    () => false,
  );
  t.same([await readdir(around), await readdir(folder)], [['prompts'], isTaken ? [name] : []]);
  return isTaken && (await PromptLibrary.load(folder)).has(name);
}

void t.test('one pattern is everywhere', async (t) => {
  const tones = configSchema.properties?.['applications']?.items?.properties?.['tones']?.properties ?? {};
  for (const [tone, { pattern }] of Object.entries(tones)) t.equal(pattern, PROMPT_NAME, tone);
});

void t.test(
  'what can be put in can be named by the file, an application and a binding, and taken out',
  async (t) => {
    const under = await operatorUnderTest();
    let n = 0;
    for (const name of GOOD) {
      n += 1;
      t.equal(await put(under, name), 204, name);
      t.ok(inFile(name), `the file may name ${name}`);
      t.ok(inRequest(name), `a request may name ${name}`);
      t.ok(await inLibrary(t, name), `the library takes ${name}`);
      const settings = { mode: 'AXB', tones: { noBinding: name } };
      t.match(await under.ask('admin', 'PUT /v1/applications/key-AXB', settings), { status: 200 });
      const binding = {
        appKey: 'key-AXB',
        a: mobile(n),
        b: mobile(100 + n),
        x: privateNumber(101),
        recordHintTone: name,
      };
      const bound = await under.ask('admin', 'POST /v1/bindings/axb', binding);
      t.match(bound, { status: 201, json: { recordHintTone: name } });
      t.match(await under.ask('admin', `DELETE /v1/bindings/${String(bound.json['subscriptionId'])}`), {
        status: 204,
      });
      t.match(await under.ask('admin', 'PUT /v1/applications/key-AXB', { mode: 'AXB' }), { status: 200 });
      t.match(await under.ask('admin', `DELETE /v1/prompts/${encodeURIComponent(name)}`), { status: 204 });
    }
  },
);

void t.test('what cannot be named is refused by all of them, however long', async (t) => {
  const under = await operatorUnderTest();
  for (const name of [...BAD, `${'n'.repeat(400)}.wav`]) {
    t.equal(await put(under, name), 400, name);
    t.notOk(inFile(name), `the file may not name ${name}`);
    t.notOk(inRequest(name), `a request may not name ${name}`);
    t.notOk(await inLibrary(t, name), `the library does not take ${name}`);
    const settings = { mode: 'AXB', tones: { noBinding: name } };
    t.match(await under.ask('admin', 'PUT /v1/applications/key-AXB', settings), { status: 400 });
  }
});

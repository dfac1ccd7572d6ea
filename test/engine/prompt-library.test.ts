import t, { type Test } from 'tap';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInPrompts, languageOf, PromptLibrary } from '../../engine/prompt-library.js';

const builtIn = readFileSync(
  fileURLToPath(new URL('../../../config/prompts/zh/no-binding.wav', import.meta.url)),
);

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-prompts-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  return join(path, 'own');
}

void t.test('those that come with Callveil are there, with their length', async (t) => {
  const prompts = await PromptLibrary.load(folder(t));
  const listed = prompts.list().find(({ name }) => name === 'no-binding.wav');
  t.match(listed, { builtIn: true });
  t.equal(listed?.milliseconds, Math.round((prompts.get('no-binding.wav')?.alaw.length ?? 0) / 8));
  t.notOk(prompts.has('other.wav'));
});

void t.test("one's own is put in, covers one of the same name, and is taken out", async (t) => {
  const directory = folder(t);
  const prompts = await PromptLibrary.load(directory);
  const before = prompts.get('no-binding.wav');
  await prompts.save('no-binding.wav', builtIn);
  await prompts.save('hello.wav', builtIn);
  t.not(prompts.get('no-binding.wav'), before);
  t.match(
    prompts.list().filter((one) => !one.builtIn),
    [
      { name: 'hello.wav', covers: false },
      { name: 'no-binding.wav', covers: true },
    ],
  );
  t.same(readdirSync(directory).sort(), ['hello.wav', 'no-binding.wav']);
  t.ok((await PromptLibrary.load(directory)).has('hello.wav'), 'after a restart too');
  t.ok(await prompts.remove('no-binding.wav'));
  t.equal(prompts.get('no-binding.wav'), before);
  t.notOk(await prompts.remove('no-binding.wav'), "none of one's own any more");
  t.ok(await prompts.remove('hello.wav'));
  t.notOk(prompts.has('hello.wav'));
});

void t.test('a file that cannot be played is refused and changes nothing', async (t) => {
  const directory = folder(t);
  const prompts = await PromptLibrary.load(directory);
  await prompts.save('hello.wav', builtIn);
  const linear = Buffer.from(builtIn);
  linear.writeUInt16LE(1, 20);
  await t.rejects(
    prompts.save('hello.wav', linear),
    /hello\.wav: expected a WAV of A-law.*found PCM, 8000 Hz, 8 bit/,
  );
  await t.rejects(prompts.save('new.wav', Buffer.from('MP3')), /expected a WAV.*found no RIFF/);
  t.ok(prompts.has('hello.wav'));
  t.same(readdirSync(directory), ['hello.wav']);
});

void t.test('the language is that of the application, or of the country', async (t) => {
  const directory = folder(t);
  const [chinese, other] = [languageOf('86'), languageOf('49')];
  t.same([chinese, other], ['zh', 'en']);
  const prompts = await PromptLibrary.load(directory, undefined, other);
  t.equal(prompts.get('no-binding.wav'), prompts.get('no-binding.wav', 'en'));
  t.not(prompts.get('no-binding.wav'), prompts.get('no-binding.wav', 'zh'));
  const names = async (language: 'zh' | 'en'): Promise<readonly string[]> =>
    (await builtInPrompts(language)).names;
  t.same(await names('zh'), await names('en'), 'each is there in both');
  await prompts.save('no-binding.wav', builtIn);
  t.equal(prompts.get('no-binding.wav', 'zh'), prompts.get('no-binding.wav', 'en'), "one's own covers both");
});

void t.test('changes at once do not disturb each other', async (t) => {
  const prompts = await PromptLibrary.load(folder(t));
  const names = Array.from({ length: 10 }, (_, n) => `p${n}.wav`);
  await Promise.all(names.map((name) => prompts.save(name, builtIn)));
  t.ok(names.every((name) => prompts.has(name)));
  await Promise.all(names.map((name) => prompts.remove(name)));
  t.notOk(names.some((name) => prompts.has(name)));
});

void t.test('a file that is already there and cannot be used stops the start, named', async (t) => {
  const directory = folder(t);
  await PromptLibrary.load(directory);
  writeFileSync(join(directory, 'bad.wav'), 'x');
  await t.rejects(PromptLibrary.load(directory), /bad\.wav/);
});

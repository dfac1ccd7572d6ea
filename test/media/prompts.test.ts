import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { Prompts } from '../../media/prompts.js';

void t.test('loads every WAV file of the folder by name', async (t) => {
  const folder = await newFolder(t, { 'a@b_1.wav': wav({}), 'readme.txt': Buffer.from('x') });
  const prompts = await Prompts.load(folder);
  t.same(prompts.names, ['a@b_1.wav']);
  t.same([...(prompts.get('a@b_1.wav')?.alaw ?? [])], [1, 2, 3, 4]);
  t.equal(prompts.get('none.wav'), undefined);
});

void t.test('reload sees new files, and keeps the old ones when a new one is unusable', async (t) => {
  const folder = await newFolder(t, { 'a.wav': wav({}) });
  const prompts = await Prompts.load(folder);
  await writeFile(join(folder, 'b.wav'), wav({}));
  await prompts.reload();
  t.same(prompts.names, ['a.wav', 'b.wav']);
  await writeFile(join(folder, 'c.wav'), 'no audio');
  await t.rejects(prompts.reload(), { message: /c\.wav: expected a WAV of .*; found no RIFF\/WAVE header/ });
  t.same(prompts.names, ['a.wav', 'b.wav']);
});

void t.test('refuses names a request could not use, and files too long for any prompt', async (t) => {
  await t.rejects(
    newFolder(t, { 'a b.wav': wav({}) }).then((folder) => Prompts.load(folder)),
    {
      message: /a b\.wav: expected a name of letters, digits/,
    },
  );
  const big = Buffer.alloc(9_000_000);
  await t.rejects(
    newFolder(t, { 'big.wav': big }).then((folder) => Prompts.load(folder)),
    {
      message: /big\.wav: expected at most 8454144 bytes, found 9000000/,
    },
  );
});

void t.test('other encodings are played too, and the format is that of the file', async (t) => {
  const folder = await newFolder(t, { 'a.wav': wav({}), 'mu.wav': wav({ tag: 7, audio: [0xff, 0xff] }) });
  const prompts = await Prompts.load(folder);
  t.match(prompts.get('mu.wav'), { format: 'mu-law, 8000 Hz, 8 bit, mono', levelDbm0: -66.1 });
  t.match(prompts.get('mu.wav'), { rmsDbfs: -72.2, peakDbfs: -72.2 }, 'as quiet as A-law can be');
  t.same([...(prompts.get('mu.wav')?.alaw ?? [])], [0xd5, 0xd5]);
  t.equal(prompts.get('a.wav')?.format, 'A-law, 8000 Hz, 8 bit, mono');
});

interface WavOptions {
  readonly tag?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly audio?: readonly number[];
}

function wav({ tag = 6, channels = 1, rate = 8000, bits = 8, audio = [1, 2, 3, 4] }: WavOptions): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + audio.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(tag, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE((rate * channels * bits) / 8, 28);
  header.writeUInt16LE((channels * bits) / 8, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(audio.length, 40);
  return Buffer.concat([header, Buffer.from(audio)]);
}

async function newFolder(t: Test, files: Readonly<Record<string, Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'callveil-prompts-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return folder;
}

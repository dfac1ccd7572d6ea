import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parsePrompt, Prompts } from '../../media/prompts.js';

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
  await t.rejects(prompts.reload(), { message: /c\.wav: expected a WAV file, found no RIFF\/WAVE header/ });
  t.same(prompts.names, ['a.wav', 'b.wav']);
});

void t.test('names the file, what was expected and what was found', async (t) => {
  const cases: [name: string, file: Buffer, message: string][] = [
    [
      'PCM',
      wav({ tag: 1, bits: 16, rate: 16_000 }),
      'expected A-law, 8000 Hz, 8 bit, mono, found PCM, 16000 Hz, 16 bit, mono',
    ],
    ['mu-law', wav({ tag: 7 }), 'found mu-law, 8000 Hz, 8 bit, mono'],
    ['stereo', wav({ channels: 2 }), 'found A-law, 8000 Hz, 8 bit, stereo'],
    ['three channels', wav({ channels: 3 }), '3 channels'],
    ['MP3 in WAV', wav({ tag: 85 }), 'found format 85'],
    ['nothing in it', wav({ audio: [] }), 'expected audio, found an empty data chunk'],
    ['cut off', wav({}).subarray(0, -2), 'expected 4 bytes of audio, found 2: the file is cut off'],
    ['no data', wav({}).subarray(0, 36), 'expected a data chunk, found none'],
    ['no chunks', wav({}).subarray(0, 12), 'expected a data chunk, found neither fmt nor data chunk'],
    [
      'a short fmt',
      Buffer.concat([wav({}).subarray(0, 16), Buffer.from([4, 0, 0, 0, 6, 0, 1, 0])]),
      'expected a fmt chunk of 16 bytes',
    ],
    [
      'data before fmt',
      Buffer.concat([wav({}).subarray(0, 12), wav({}).subarray(36)]),
      'expected a fmt chunk before the data',
    ],
  ];
  for (const [name, file, message] of cases)
    t.throws(() => parsePrompt(file, '/p/x.wav'), { message: new RegExp(`^/p/x.wav: .*${message}`) }, name);
});

void t.test('refuses names a request could not use, and files over 2 MB', async (t) => {
  await t.rejects(
    newFolder(t, { 'a b.wav': wav({}) }).then((folder) => Prompts.load(folder)),
    {
      message: /a b\.wav: expected a name of letters, digits/,
    },
  );
  const big = wav({ audio: new Array<number>(2 * 1024 * 1024).fill(0) });
  await t.rejects(
    newFolder(t, { 'big.wav': big }).then((folder) => Prompts.load(folder)),
    {
      message: /big\.wav: expected at most 2097152 bytes, found 2097196/,
    },
  );
});

void t.test('skips chunks it does not know', (t) => {
  const file = wav({});
  const list = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
  const prompt = parsePrompt(Buffer.concat([file.subarray(0, 12), list, file.subarray(12)]), 'x.wav');
  t.same([...prompt], [1, 2, 3, 4]);
  t.end();
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

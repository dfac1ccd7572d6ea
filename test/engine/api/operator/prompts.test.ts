/** Prompts over `/v1`, with a real library behind it: what is put in is heard, listed with its users, and taken out. */
import t, { type Test } from 'tap';
import { PromptLibrary } from '../../../../engine/prompt-library.js';
import { temporaryDirectory } from '../../../support/stages/journal-kinds.js';
import { operatorUnderTest, tokens } from '../../../support/stages/operator-under-test.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

/** Half a second of PCM at 16 kHz, in a file. */
function linearWav(): Buffer {
  const file = Buffer.alloc(44 + 16_000);
  file.write('RIFF', 0, 'latin1');
  file.write('WAVEfmt \x10\0\0\0\x01\0\x01\0', 8, 'latin1');
  file.writeUInt32LE(16_000, 24);
  file.writeUInt32LE(32_000, 28);
  file.write('\x02\0\x10\0data', 32, 'latin1');
  file.writeUInt32LE(16_000, 40);
  for (let n = 0; n < 8000; n += 1) file.writeInt16LE(Math.round(8000 * Math.sin(n / 3)), 44 + 2 * n);
  return file;
}

async function stageOf(t: Test) {
  const library = await PromptLibrary.load(await temporaryDirectory(t));
  const under = await operatorUnderTest(undefined, '', [], library);
  const send = (method: 'GET' | 'PUT' | 'DELETE', path: string, more: object = {}, headers: object = {}) =>
    under.api.inject({
      ...{ method, url: `/v1/prompts${path}` },
      headers: { authorization: `Bearer ${tokens.operator}`, ...headers },
      ...more,
    });
  const put = (name: string, payload: Buffer, type = 'audio/wav') =>
    send('PUT', `/${encodeURIComponent(name)}`, { payload }, { 'content-type': type });
  const shown = async (name: string): Promise<unknown> =>
    (await send('GET', '')).json<{ items: { name: string }[] }>().items.find((one) => one.name === name);
  return { ...under, library, send, put, shown };
}

void t.test('PCM is put in, and is A-law from then on', async (t) => {
  const { put, send, shown, library } = await stageOf(t);
  for (const type of ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'])
    t.equal((await put('hello.wav', linearWav(), type)).statusCode, 204, type);
  const alaw = { milliseconds: 500, format: 'A-law, 8000 Hz, 8 bit, mono', builtIn: false };
  t.match(await shown('hello.wav'), { ...alaw, usedBy: { applications: [], bindings: 0 } });
  const { rawPayload, headers } = await send('GET', '/hello.wav');
  t.match(headers, { 'content-type': 'audio/wav', 'content-length': '4058', 'accept-ranges': 'bytes' });
  t.ok(rawPayload.subarray(58).equals(Buffer.from(library.get('hello.wav')?.alaw ?? [])));
  t.equal((await put('again.wav', rawPayload)).statusCode, 204, 'what is listened to can be put in again');
  t.ok((await send('GET', '/again.wav')).rawPayload.equals(rawPayload));
});

void t.test('a part of it can be asked for', async (t) => {
  const { send } = await stageOf(t);
  const whole = await send('GET', '/no-binding.wav');
  const { length } = whole.rawPayload;
  const part = await send('GET', '/no-binding.wav', {}, { range: 'bytes=100-199' });
  t.match(part, { statusCode: 206, headers: { 'content-range': `bytes 100-199/${length}` } });
  t.ok(part.rawPayload.equals(whole.rawPayload.subarray(100, 200)));
  const outside = await send('GET', '/no-binding.wav', {}, { range: `bytes=${length}-` });
  t.match(outside, { statusCode: 416, headers: { 'content-range': `bytes */${length}` } });
  t.match(outside.json(), {
    code: 'no-such-range',
    detail: `expected bytes within ${length}, found bytes=${length}-`,
  });
  const etag = String(whole.headers.etag);
  for (const [tag, status] of [
    [etag, 206],
    ['"another"', 200],
  ] as const)
    t.equal(
      (await send('GET', '/no-binding.wav', {}, { range: 'bytes=0-9', 'if-range': tag })).statusCode,
      status,
    );
});

void t.test('those that come with Callveil are heard in each language', async (t) => {
  const { send, shown, put } = await stageOf(t);
  const heard = async (query: string): Promise<Buffer> =>
    (await send('GET', `/not-now.wav${query}`)).rawPayload;
  t.match(await shown('not-now.wav'), { builtIn: true, languages: ['zh', 'en'] });
  t.ok((await heard('')).equals(await heard('?language=zh')));
  t.notOk((await heard('')).equals(await heard('?language=en')));
  t.equal((await send('GET', '/not-now.wav?language=de')).statusCode, 400);
  await put('not-now.wav', linearWav());
  t.ok(
    (await heard('?language=zh')).equals(await heard('?language=en')),
    "an operator's own is heard in place of both",
  );
  t.notOk('languages' in ((await shown('not-now.wav')) as object));
});

void t.test('a refused file is named with what was found', async (t) => {
  const { put, send, library } = await stageOf(t);
  const stereo = linearWav();
  stereo.writeUInt16LE(2, 22);
  const kind = 'expected a WAV of A-law, mu-law or 16-bit PCM, mono, 8 or 16 kHz, at most 262 s; found';
  for (const [content, found] of [
    [stereo, 'PCM, 16000 Hz, 16 bit, stereo'],
    [Buffer.from('ID3'), 'an MP3 file'],
    [linearWav().subarray(0, 100), '56 of 16000 bytes of audio: it is cut off'],
  ] as const) {
    const answer = await put('hello.wav', content);
    t.match(answer, { statusCode: 400 });
    t.match(answer.json(), { code: 'invalid', detail: `hello.wav: ${kind} ${found}` });
  }
  const big = await put('hello.wav', Buffer.alloc(9_000_000));
  t.match(big.json(), {
    status: 413,
    code: 'too-large',
    detail: 'expected a body of at most 8256 KiB, found a longer one',
  });
  for (const name of ['../a.wav', '..%2Fa.wav', 'a/b.wav', '..', '.wav', 'a\0.wav', 'a.wav/..'])
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const more = method === 'PUT' ? { payload: linearWav() } : {};
      const type = method === 'PUT' ? { 'content-type': 'audio/wav' } : {};
      const answer = await send(method, `/${encodeURIComponent(name)}`, more, type);
      t.ok([400, 404].includes(answer.statusCode), `${method} ${name}: ${answer.statusCode}`);
    }
  t.notOk(library.has('hello.wav'));
  t.equal((await send('GET', '/none.wav')).statusCode, 404);
});

void t.test('who uses it is listed, and keeps it from being removed unless it must be', async (t) => {
  const { put, send, shown, ask, library } = await stageOf(t);
  await put('notice.wav', linearWav());
  const tones = { noBinding: 'notice.wav', businessError: 'notice.wav' };
  await ask('admin', 'PUT /v1/applications/key-AX', { mode: 'AX', tones });
  for (const n of [1, 2])
    await ask('admin', 'POST /v1/bindings/axb', {
      ...{ appKey: 'key-AXB', a: mobile(n), b: mobile(10 + n), x: privateNumber(101) },
      ...{ recordHintTone: 'notice.wav', lastMinVoice: 'notice.wav', maxDuration: 5 },
    });
  t.match(await shown('notice.wav'), {
    usedBy: { applications: ['key-AX (tones.noBinding)', 'key-AX (tones.businessError)'], bindings: 2 },
  });
  const refused = await send('DELETE', '/notice.wav');
  t.match(refused.json(), {
    status: 409,
    code: 'prompt-in-use',
    detail: /key-AX \(tones\.noBinding\).*binding /,
  });
  t.ok(library.has('notice.wav'));
  t.equal((await send('DELETE', '/notice.wav?force=perhaps')).statusCode, 400);
  t.equal((await send('DELETE', '/notice.wav?force=true')).statusCode, 204);
  t.notOk(library.has('notice.wav'));
});

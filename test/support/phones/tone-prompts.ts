/** Prompts with one tone each, so that a test knows by frequency which one a phone hears. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import alawmulaw from 'alawmulaw';
import { wavHeader } from '../../../media/wav-header.js';

const SAMPLES_PER_SECOND = 8000;
const AMPLITUDE = 8000;

/** A folder with a WAV file for each name, holding so many Hz; removed at the end of the test. */
export async function tonePrompts(
  t: { teardown(work: () => unknown): void },
  tones: Readonly<Record<string, number>>,
  seconds = 1.5,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'callveil-prompts-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  for (const [name, hertz] of Object.entries(tones))
    await writeFile(join(directory, name), toneFile(hertz, seconds));
  return directory;
}

function toneFile(hertz: number, seconds: number): Buffer {
  const samples = Int16Array.from({ length: SAMPLES_PER_SECOND * seconds }, (_, n) =>
    Math.round(AMPLITUDE * Math.sin((2 * Math.PI * hertz * n) / SAMPLES_PER_SECOND)),
  );
  return Buffer.concat([wavHeader(samples.length), alawmulaw.alaw.encode(samples)]);
}

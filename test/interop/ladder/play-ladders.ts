/** Every case in `../cases` on the whole service. `LADDER=word` plays those alone that have it in file name or title. */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { LadderStage, type SipServer } from './ladder-stage.js';
import { playLadder } from './play-ladder.js';
import { readLadder, type LadderCase } from './read-ladder.js';

interface FiledCase extends LadderCase {
  readonly file: string;
}

/** Services that run at once: a case waits more than it works. */
const STAGES = 2;

const folder = fileURLToPath(new URL('../../../../test/interop/cases/', import.meta.url));

/** Plays them in one mode of the embedded SIP server. */
export async function playLadders(t: Test, server: SipServer): Promise<void> {
  const word = process.env['LADDER'] ?? '';
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.ladder'))
    .sort();
  const cases = files
    .flatMap((file) =>
      readLadder(readFileSync(`${folder}${file}`, 'utf8'), file).map((one) => ({ ...one, file })),
    )
    .filter(({ file, title }) => file.includes(word) || title.includes(word))
    .filter(({ settings: { only = server } }) => only === server);
  t.ok(cases.length > 0, 'there are cases');
  const groups = [...grouped(cases)];
  const next = async (): Promise<void> => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      const [settings, members] = group;
      await t.test(settings, { buffered: true }, (t) => playAll(t, members, server));
    }
  };
  t.jobs = STAGES;
  await Promise.all(Array.from({ length: STAGES }, next));
}

/** By their settings: cases that share them share a service. */
function grouped(all: readonly FiledCase[]): Map<string, FiledCase[]> {
  const groups = new Map<string, FiledCase[]>();
  for (const one of all) {
    const { only: _only, why: _why, ...settings } = one.settings;
    const key = JSON.stringify(settings);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

async function playAll(t: Test, group: readonly FiledCase[], server: SipServer): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  const stage = await LadderStage.start(first.settings, server);
  t.teardown(() => stage.stop());
  for (const ladder of group) {
    await t.test(`${ladder.file}: ${ladder.title}`, async (t) => {
      await t.resolves(playLadder(stage, ladder));
    });
  }
}

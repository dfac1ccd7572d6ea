/** Plays every case in `../cases/rtp`. `TIMELINE=word` plays those alone that have it in file name or title. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { playTimeLine } from './play-time-line.js';
import { relayTimeLine } from './relay-time-line.js';
import { readTimeLines } from './read-time-line.js';

const folder = fileURLToPath(new URL('../../../../test/interop/cases/rtp/', import.meta.url));
const word = process.env['TIMELINE'] ?? '';
let played = 0;

for (const file of readdirSync(folder).sort()) {
  for (const one of readTimeLines(readFileSync(`${folder}${file}`, 'utf8'), file)) {
    if (!file.includes(word) && !one.title.includes(word)) continue;
    played += 1;
    void t.test(`${file}: ${one.title}`, async (t) => {
      t.same(await playTimeLine(one), [], 'recorded');
      t.same(relayTimeLine(one), [], 'relayed');
    });
  }
}

void t.test('there are cases', (t) => {
  t.ok(played > 0);
  t.end();
});

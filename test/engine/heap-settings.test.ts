import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { START_FLAGS } from '../../engine/heap-settings.js';

/** Every way to start the service, and how it names Node and its flags there. */
const WAYS: readonly (readonly [file: string, words: string])[] = [
  ['package.json', `exec node ${START_FLAGS.join(' ')} dist/engine/main.js`],
  ['engine/main.ts', `#!/usr/bin/env -S node ${START_FLAGS.join(' ')}\n`],
  ['docker/callveil.service', `/usr/bin/node ${START_FLAGS.join(' ')} dist/engine/main.js`],
  [
    'docker/Dockerfile',
    JSON.stringify(['node', ...START_FLAGS, 'dist/engine/main.js']).replaceAll(',', ', '),
  ],
];

for (const [file, words] of WAYS)
  void t.test(`who starts the service by ${file} gives Node the flags for its heap`, (t) => {
    const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
    t.ok(text.includes(words), `expected ${words}`);
    t.end();
  });

void t.test('a scavenge is the work of one thread', (t) => {
  const program = `
    import { scavengeAlone } from '${new URL('../../engine/heap-settings.js', import.meta.url).href}';
    import { writeSync } from 'node:fs';
    scavengeAlone();
    writeSync(1, 'alone from here on');
    for (let kept = [], n = 0; n < 2e6; n += 1) {
      kept.push({ n });
      if (kept.length === 2e5) kept = [];
    }`;
  const flags = ['--trace-gc', '--trace-parallel-scavenge', '--input-type=module', '-e', program];
  const { stdout } = spawnSync(process.execPath, flags, { encoding: 'utf8', env: {} });
  const since = stdout.split('alone from here on')[1] ?? '';
  const count = (line: RegExp): number => since.match(line)?.length ?? 0;
  t.ok(count(/: Scavenge /g) > 0, 'there are some');
  t.equal(count(/ scavenge\[/g), count(/: Scavenge /g));
  t.end();
});

/** The processes that a call needs answer the parent, from the threads that do their work. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { Child } from '../../../engine/processes/child.js';
import type { FromChild } from '../../../engine/processes/messages.js';
import { PROGRAMS } from '../../../engine/processes/programs.js';

for (const [name, args, ups] of [
  ['sip', (folder: string) => [join(folder, 'sip.sock')], 1],
  ['media', (folder: string) => [join(folder, 'media'), '2'], 2],
] as const)
  void t.test(`the ${name} process answers each question once`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'callveil-ask-'));
    let isUp = (): void => undefined;
    let up = 0;
    let alive = 0;
    let onAlive = (): void => undefined;
    const started = new Promise<void>((resolve) => (isUp = resolve));
    const onMessage = (message: FromChild): void => {
      if (message.type === 'up' && ++up === ups) isUp();
      if (message.type !== 'alive') return;
      alive += 1;
      onAlive();
    };
    const child = new Child(name, PROGRAMS[name], args(folder), { onMessage, onDied: () => true });
    t.teardown(async () => {
      child.release();
      await child.gone(10_000);
      rmSync(folder, { recursive: true, force: true });
    });
    child.start();
    await started;
    // Often: an answer of one thread alone would come early, and the other's be one too many.
    for (let question = 1; question <= 50; question += 1) {
      const answered = new Promise<void>((resolve) => (onAlive = resolve));
      child.tell({ type: 'ask' });
      await answered;
      t.equal(alive, question);
    }
  });

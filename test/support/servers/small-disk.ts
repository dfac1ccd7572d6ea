/** A disk that is full when a test needs it: some kilobytes of memory, mounted on a folder. Needs root, as CI has. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** undefined if mounting is not permitted. It is unmounted after the test, even if files on it are open. */
  static mount(t: { teardown(done: () => unknown): void }, kilobytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'callveil-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', folder], {
        stdio: 'ignore',
      });
    } catch {
      rmdirSync(folder);
      return undefined;
    }
    t.teardown(() => {
      execFileSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    });
    return new SmallDisk(folder);
  }

  /** Fills it up to the last byte. */
  fill(): void {
    const file = openSync(join(this.folder, 'filler'), 'a');
    for (const size of [65_536, 4096, 1])
      for (;;)
        try {
          if (writeSync(file, Buffer.alloc(size)) < size) break;
        } catch {
          break;
        }
    closeSync(file);
  }

  /** Gives it back. */
  empty(): void {
    rmSync(join(this.folder, 'filler'), { force: true });
  }
}

/** For tap: `{ skip: NO_DISK }`. */
export function whyNoDisk(): string | false {
  return process.getuid?.() === 0 ? false : 'only root may mount a small disk';
}

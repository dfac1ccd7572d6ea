/** The systemd unit: what systemd's own tools say of it, without running it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const ANALYZE = '/usr/bin/systemd-analyze';
const unit = fileURLToPath(new URL('../../../docker/callveil.service', import.meta.url));
const skip = existsSync(ANALYZE) ? false : `${ANALYZE} is not there`;
/** 0: nothing can be done to the machine; 10: everything. */
const MOST_EXPOSURE = 2.0;

function analyze(...args: readonly string[]): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(ANALYZE, ['--no-pager', ...args], { encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

void t.test('the service is exposed to little, even where it is deceived', { skip }, (t) => {
  const { text } = analyze('security', '--offline=true', unit);
  const exposure = Number(/Overall exposure level for callveil\.service: ([\d.]+)/.exec(text)?.[1]);
  t.ok(exposure <= MOST_EXPOSURE, text);
  const [, said] = /systemd-analyze security counts (\d\.\d)/.exec(readFileSync(unit, 'utf8')) ?? [];
  t.equal(Number(said), exposure, 'the unit says what it is');
  t.end();
});

void t.test('systemd knows every key of the unit', { skip }, (t) => {
  t.same(analyze('verify', unit), { status: 0, text: '' });
  const folder = mkdtempSync(join(tmpdir(), 'callveil-unit-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const wrong = join(folder, 'callveil.service');
  writeFileSync(wrong, readFileSync(unit, 'utf8').replace('ProtectClock=', 'ProtectClocks='));
  t.match(analyze('verify', wrong).text, /Unknown key.*ProtectClocks/, 'a wrong one is found');
  t.end();
});

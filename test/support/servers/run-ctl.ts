/** The operator's command line as its users run it: the compiled command in a process of its own. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { OperatorRole } from '../../../config/config.js';
import { tokens, type OperatorUnderTest } from '../stages/operator-under-test.js';

const main = fileURLToPath(new URL('../../../engine/ctl/main.js', import.meta.url));

export interface CtlResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `env` is all the environment it has. */
export function startCtl(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...args], { env, stdio: 'pipe' });
}

export async function runCtl(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stdin = '',
): Promise<CtlResult> {
  const child = startCtl(args, env);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  });
  child.stdin.end(stdin);
  const [code, stdout, stderr] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

interface Teardown {
  teardown(work: () => Promise<void> | void): void;
}

/** The command at work on an operator API that listens; `ctl('viewer', 'calls', 'list')`. */
export async function ctlOf(
  { api }: OperatorUnderTest,
  t: Teardown,
): Promise<(role: OperatorRole, ...args: readonly string[]) => Promise<CtlResult>> {
  const { host, port } = await api.listen();
  t.teardown(() => api.close());
  return (role, ...args) =>
    runCtl(args, { CALLVEIL_URL: `http://${host}:${port}`, CALLVEIL_TOKEN: tokens[role] });
}

/** A file for a command to read, gone after the test. */
export function fileFor(t: Teardown, name: string, content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-ctl-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/**
 * The session of `callveil-ctl sign-in`, in a file that only its user can read. It is used for the address it was begun
 * at, and where no token is given.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export function sessionFile(env: Environment): string {
  const state = env['XDG_STATE_HOME'] ?? join(env['HOME'] ?? homedir(), '.local', 'state');
  return join(state, 'callveil', 'session.json');
}

/** undefined: none, or one of another address. */
export function keptSession(url: URL, env: Environment): string | undefined {
  try {
    const kept = JSON.parse(readFileSync(sessionFile(env), 'utf8')) as Record<string, unknown>;
    const { session } = kept;
    return kept['url'] === url.href && typeof session === 'string' && /^[\w-]{43}$/.test(session)
      ? session
      : undefined;
  } catch {
    return undefined;
  }
}

export function keepSession(url: URL, session: string, env: Environment): void {
  const file = sessionFile(env);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Its mode is that of a new file.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify({ url: url.href, session })}\n`, { mode: 0o600 });
}

export function forgetSession(env: Environment): void {
  rmSync(sessionFile(env), { force: true });
}

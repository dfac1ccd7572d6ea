/**
 * The address of the operator API, and the token or session. A token comes from a file or the environment and never from
 * an argument, which every user of the machine could see in the process list; a session from `callveil-ctl sign-in`.
 */
import { readFileSync } from 'node:fs';
import { Failure } from './failure.js';
import { keptSession } from './session-file.js';

/** Options of every command. */
export interface GlobalOptions {
  readonly url?: string;
  readonly tokenFile?: string;
  readonly timeout: number;
  readonly json?: boolean;
}

export interface Settings {
  /** Ends with a slash. */
  readonly url: URL;
  /** The header's value; undefined if the operation needs none. */
  readonly authorization: string | undefined;
  readonly timeoutMs: number;
}

export const DEFAULT_URL = 'http://127.0.0.1:8081';

/** Seconds. */
const LONGEST_TIMEOUT = 3600;

/** `isOpen`: the operator need not be signed in. Throws Failure (wrong-use). */
export function readSettings(
  { url, tokenFile, timeout }: GlobalOptions,
  env: Readonly<Record<string, string | undefined>>,
  isOpen = false,
): Settings {
  if (timeout < 1 || timeout > LONGEST_TIMEOUT)
    throw new Failure('wrong-use', `--timeout: expected 1 to ${LONGEST_TIMEOUT} seconds, found ${timeout}`);
  const address = readUrl(url ?? env['CALLVEIL_URL'] ?? DEFAULT_URL);
  const authorization = isOpen ? undefined : readAuthorization(address, tokenFile, env);
  return { url: address, authorization, timeoutMs: timeout * 1000 };
}

function readAuthorization(
  url: URL,
  tokenFile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const token = tokenFile === undefined ? env['CALLVEIL_TOKEN'] : readToken(tokenFile);
  const session = token === undefined || token === '' ? keptSession(url, env) : undefined;
  if (session !== undefined) return `Session ${session}`;
  if (token === undefined || token === '')
    throw new Failure(
      'wrong-use',
      'there is no token: set CALLVEIL_TOKEN, give --token-file, or sign in with callveil-ctl sign-in',
    );
  // A token with characters that a header cannot contain is reported here, without being repeated.
  if (!/^[\x21-\x7e]{1,512}$/.test(token))
    throw new Failure('wrong-use', 'the token: expected 1 to 512 visible ASCII characters');
  return `Bearer ${token}`;
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Failure('wrong-use', `--token-file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain =
    url !== undefined && url.username === '' && url.password === '' && url.search + url.hash === '';
  if (!isPlain || !['http:', 'https:'].includes(url.protocol))
    throw new Failure('wrong-use', `the address: expected one such as ${DEFAULT_URL}, without a user in it`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/**
 * Secrets: typed at the terminal without being shown, or the lines of standard input in order. They are never arguments,
 * which every user of the machine could see in the process list.
 */
import { Failure } from './failure.js';

const CONTROL_C = '\u0003';
const CONTROL_D = '\u0004';
const BACKSPACES = ['\b', '\u007f'];

/** What has come behind the last line. */
let rest = '';

/** `what`: `password`. Rejects with Failure (wrong-use) if there is none. */
export async function readSecret(what: string): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return readLine(what);
  stderr.write(`${what}: `);
  stdin.setRawMode(true);
  try {
    return await readKeys();
  } finally {
    stdin.setRawMode(false);
    stderr.write('\n');
  }
}

/** A new one is typed twice. */
export async function readNewSecret(what: string): Promise<string> {
  const secret = await readSecret(what);
  if (process.stdin.isTTY && secret !== (await readSecret(`${what} again`)))
    throw new Failure('wrong-use', 'the two differ');
  return secret;
}

async function readLine(what: string): Promise<string> {
  for (;;) {
    const [, line, after = ''] = /^([^\n]*)\n([^]*)$/.exec(rest) ?? [];
    if (line !== undefined) {
      rest = after;
      return line.replace(/\r$/, '');
    }
    const piece = await nextPiece();
    if (piece !== undefined) rest += piece;
    else if (rest === '') throw new Failure('wrong-use', `standard input: expected a line with the ${what}`);
    else rest += '\n';
  }
}

async function readKeys(): Promise<string> {
  let secret = '';
  for (;;) {
    // A terminal may hand over several keys at once, such as what was pasted.
    const [key, ...others] = rest === '' ? [...((await nextPiece()) ?? CONTROL_D)] : [...rest];
    rest = others.join('');
    if (key === CONTROL_C) throw new Failure('wrong-use', 'broken off');
    if (key === undefined || key === '\r' || key === '\n' || key === CONTROL_D) return secret;
    secret = BACKSPACES.includes(key) ? [...secret].slice(0, -1).join('') : secret + key;
  }
}

/** undefined: there is no more. Between two pieces standard input does not keep the command alive. */
async function nextPiece(): Promise<string | undefined> {
  const { stdin } = process;
  stdin.setEncoding('utf8');
  try {
    for await (const piece of stdin.iterator({ destroyOnReturn: false }) as AsyncIterable<string>)
      return piece;
    return undefined;
  } finally {
    stdin.pause();
  }
}

/** How a peer of a ladder answers our challenges: `login USER PASSWORD algorithm=MD5 nc=00000002`. */
import { digestResponse } from '../../../engine/sip/digest.js';
import { parseDigests } from '../../../engine/sip/digest-parameters.js';
import type { PuppetMessage } from '../../support/phones/sip-puppet.js';

export interface LadderLogin {
  readonly username: string;
  readonly password: string;
  /** Fields of the digest that replace the right ones. */
  readonly fields: ReadonlyMap<string, string>;
}

export function loginOf(line: string): LadderLogin {
  const [, username = '', password = '', ...fields] = line.split(/\s+/);
  return {
    username,
    password,
    fields: new Map(fields.map((field): [string, string] => splitAt(field, field.indexOf('=')))),
  };
}

/** The header that answers the challenge of that algorithm, or the first one. */
export function answerTo(
  challenge: PuppetMessage | undefined,
  { username, password, fields }: LadderLogin,
  method: string,
  uri: string,
): [string, string] {
  if (challenge === undefined) throw new Error('nothing has been challenged yet');
  const isProxy = challenge.kind === '407';
  const lines = challenge.all(isProxy ? 'Proxy-Authenticate' : 'WWW-Authenticate');
  const offered = lines.flatMap((line) => parseDigests(line));
  const wanted = fields.get('algorithm');
  const asked = offered.find((one) => wanted === undefined || one.get('algorithm') === wanted) ?? offered[0];
  const answer = new Map([
    ['username', username],
    ['realm', asked?.get('realm') ?? ''],
    ['nonce', asked?.get('nonce') ?? ''],
    ['uri', uri],
    ['algorithm', asked?.get('algorithm') ?? 'MD5'],
    ['qop', 'auth'],
    ['nc', '00000001'],
    ['cnonce', 'ladder'],
    ...fields,
  ]);
  if (answer.get('qop') === '') for (const name of ['qop', 'nc', 'cnonce']) answer.delete(name);
  answer.set('response', fields.get('response') ?? digestResponse(method, answer, password) ?? '');
  const written = [...answer].map(([name, value]) =>
    isToken(name) ? `${name}=${value}` : `${name}="${value}"`,
  );
  return [isProxy ? 'Proxy-Authorization' : 'Authorization', `Digest ${written.join(', ')}`];
}

function isToken(name: string): boolean {
  return name === 'algorithm' || name === 'qop' || name === 'nc';
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

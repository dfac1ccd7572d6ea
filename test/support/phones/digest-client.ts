/** The phone's side of digest authentication, for tests that register. */
import { digestResponse } from '../../../engine/sip/digest.js';
import { parseDigests } from '../../../engine/sip/digest-parameters.js';

/** Authorization header that answers a challenge for REGISTER. */
export function authorize(challenge: string, username: string, password: string, uri = 'sip:pbx'): string {
  const fields = new Map([
    ...(parseDigests(challenge)[0] ?? []),
    ['username', username],
    ['uri', uri],
    ['nc', '00000001'],
    ['cnonce', 'abc'],
  ]);
  fields.set('response', digestResponse('REGISTER', fields, password) ?? '');
  return `Digest ${[...fields].map(([name, value]) => `${name}="${value}"`).join(', ')}`;
}

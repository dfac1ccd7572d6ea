/** The kinds of blacklists, by what they bar a number from. */
import type { ShownBlacklistEntry } from '../../../api/operator/rules-answers.js';
import type { Phrase } from '../../language/chinese.js';

export type BlacklistKind = ShownBlacklistEntry['kind'];

export const kinds: Readonly<Record<BlacklistKind, Phrase>> = {
  'bind-a': 'Being bound as A',
  'bind-b': 'Being bound as B',
  'call-as-a': 'Calls of A to B, as A',
  'call-as-b': 'Calls of A to B, as B',
  call: 'Every call',
  message: 'Every message',
  x: 'Everything over one X',
};

/** Who makes a request of the operator API, however it is signed in. */
import type { OperatorRole } from '../../config/config.js';

export interface Operator {
  readonly name: string;
  readonly role: OperatorRole;
  /** subscriber: whose messages it may read. */
  readonly applications?: readonly string[];
  /** Left out: a token of the configuration. */
  readonly by?: 'account' | 'openid';
}

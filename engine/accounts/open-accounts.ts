/** Builds the accounts of an engine from the file in its data folder. */
import type { OpenIdConfig } from '../../config/config.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import type { ScryptCost } from './account.js';
import { AccountFile, nameKey } from './account-file.js';
import { Accounts } from './accounts.js';
import { Attempts } from './attempts.js';
import { OpenId } from './open-id.js';
import { OwnAccount } from './own-account.js';
import { PasswordHashes } from './password-hashes.js';
import { Sessions, type SessionLimits } from './sessions.js';
import { SignIn } from './sign-in.js';

/** Where a provider sends a browser back to, as it has to be registered there. */
const OPEN_ID_BACK = '/v1/sign-in/openid/back';

export interface AccountsOptions {
  readonly folder: string;
  /** Asked at each request. */
  readonly limits: () => SessionLimits;
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly logger: Logger;
  /** Sign-in with OpenID Connect, and where browsers reach this engine. */
  readonly openId?: { readonly config: OpenIdConfig; readonly publicUrl: string } | undefined;
  /** Another cost of a hash than the usual one, for tests. */
  readonly cost?: ScryptCost;
}

export interface OpenedAccounts {
  readonly accounts: Accounts;
  readonly signIn: SignIn;
  readonly own: OwnAccount;
  readonly sessions: Sessions;
  readonly openId?: OpenId | undefined;
  close(): Promise<void>;
}

/** Rejects with an Error for a person if the file cannot be read. */
export async function openAccounts({
  folder,
  limits,
  clock,
  logger,
  openId,
  cost,
}: AccountsOptions): Promise<OpenedAccounts> {
  const file = await AccountFile.open(folder);
  const hashes = new PasswordHashes(cost);
  const elapsed = (): number => clock.elapsed();
  const now = (): number => clock.now();
  const sessions = new Sessions(limits, elapsed);
  const attempts = new Attempts(elapsed);
  for (const { name, homes = [] } of file.list())
    for (const home of homes) attempts.addHome(nameKey(name), home);
  const shared = { file, hashes, sessions, attempts, now };
  const onUnwritten = (err: unknown): void =>
    logger.warn({ part: 'accounts', err }, 'when an account was used could not be written');
  const signIn = new SignIn({ ...shared, onUnwritten });
  return {
    accounts: new Accounts(shared),
    signIn,
    own: new OwnAccount({ ...shared, signIn }),
    sessions,
    openId: openId && new OpenId(openId.config, new URL(OPEN_ID_BACK, openId.publicUrl), elapsed),
    close: () => file.close(),
  };
}

/** `operator` of the configuration for a test, with accounts whose hashes cost little. */
import { parseConfig } from '../../../config/load.js';
import type { OperatorConfig, OperatorRole } from '../../../config/config.js';
import { openAccounts, type OpenedAccounts } from '../../../engine/accounts/open-accounts.js';
import type { Logger } from '../../../engine/observe/log.js';
import { sampleTime } from './api-under-test.js';

export class OperatorSettings {
  readonly #loaded: OperatorConfig;
  #current: OperatorConfig;

  /** A token for each role; `subscribed`: whose messages the subscriber may read; `settings`: more of `operator`. */
  constructor(
    tokens: Readonly<Record<OperatorRole, string>>,
    subscribed: readonly string[],
    settings: string,
  ) {
    const applications = `[${subscribed.join(', ')}]`;
    const rows = Object.entries(tokens).map(
      ([role, token]) =>
        `    - {name: ${role}-name, role: ${role}, token: ${token}, applications: ${applications}}\n`,
    );
    const port = /^ {2}port:/m.test(settings) ? '' : '  port: 0\n';
    this.#loaded = parseConfig(`operator:\n${port}  tokens:\n${rows.join('')}${settings}`).operator;
    this.#current = this.#loaded;
  }

  /** As a reload changes it. */
  get config(): { readonly operator: OperatorConfig } {
    const current = (): OperatorConfig => this.#current;
    return {
      get operator() {
        return current();
      },
    };
  }

  /** As a reload does whose file has the tokens of these roles. */
  replaceTokens(roles: readonly OperatorRole[]): void {
    const tokens = this.#loaded.tokens.filter(({ role }) => roles.includes(role));
    this.#current = { ...this.#loaded, tokens };
  }

  openAccounts(folder: string, logger: Logger, elapsed: () => number): Promise<OpenedAccounts> {
    const { accounts, openId, publicUrl = '' } = this.#loaded;
    return openAccounts({
      ...{ folder, logger, cost: { n: 16, r: 1, p: 1 } },
      limits: () => ({ idleMinutes: accounts.idleMinutes, hours: accounts.sessionHours }),
      clock: { now: () => sampleTime + elapsed(), elapsed },
      openId: openId && { config: openId, publicUrl },
    });
  }
}

/**
 * The configuration in force, one for the whole engine. What may change while the service runs is asked here, or put
 * into the parts by a listener; a call in progress keeps what it began with.
 */
import type { Config } from '../config/config.js';
import type { LoadedConfig } from '../config/load.js';

export class Configuration {
  /** Sections of which each key is read when it is needed, for the APIs. */
  readonly view: Pick<Config, 'api' | 'recording' | 'operator'>;

  #loaded: LoadedConfig;
  readonly #listeners: ((config: Config) => void)[] = [];

  constructor(loaded: LoadedConfig) {
    this.#loaded = loaded;
    const current = (): Config => this.current;
    this.view = {
      get api() {
        return current().api;
      },
      get recording() {
        return current().recording;
      },
      get operator() {
        return current().operator;
      },
    };
  }

  get loaded(): LoadedConfig {
    return this.#loaded;
  }

  get current(): Config {
    return this.#loaded.config;
  }

  /** The listener must not throw: by then the others may have changed already. */
  onReplaced(listener: (config: Config) => void): void {
    this.#listeners.push(listener);
  }

  /** Puts another one in force, in every part, before anything else of this process runs. */
  replace(loaded: LoadedConfig): void {
    this.#loaded = loaded;
    for (const listener of this.#listeners) listener(loaded.config);
  }
}

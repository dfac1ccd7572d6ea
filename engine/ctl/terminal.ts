/** What every command uses: the API to ask and the terminal to print to. */
import type { Command } from 'commander';
import { Connection, type Answer, type ApiObject, type Question } from './connection.js';
import type { OperationId } from './operations.js';
import { readSettings, type GlobalOptions } from './settings.js';

/** Adds one or several commands to the program. */
export type Commands = (program: Command, terminal: Terminal) => void;

export class Terminal {
  readonly #options: () => GlobalOptions;
  #connection: Connection | undefined;

  /** `options` is called when a command runs, which is when they are known. */
  constructor(options: () => GlobalOptions) {
    this.#options = options;
  }

  /** `timeoutMs`: where the usual time is too short. */
  ask(operation: OperationId, question: Question = {}, timeoutMs?: number): Promise<Answer> {
    return this.connection.ask(operation, question, timeoutMs);
  }

  get connection(): Connection {
    this.#connection ??= new Connection(readSettings(this.#options(), process.env));
    return this.#connection;
  }

  /** Without being signed in. */
  get stranger(): Connection {
    return new Connection(readSettings(this.#options(), process.env, true));
  }

  /** The address of the operator API. */
  get url(): URL {
    return readSettings(this.#options(), process.env, true).url;
  }

  get json(): boolean {
    return this.#options().json === true;
  }

  /** With `--json` prints the answer as the API gave it, which may be nothing; else what `render` makes of it. */
  show({ text, json }: Answer, render: (json: ApiObject) => string): void {
    const output = this.json ? text : render(json);
    if (output !== '') console.log(output);
  }

  /** For the person at the terminal, and not for a program that reads the output. */
  note(text: string): void {
    if (!this.json) console.error(text);
  }
}

/** A mistake in the configuration, described so that a reader can find and mend the line without reading any source. */

export interface Problem {
  /** Where that is not the configuration file: a trunk file. */
  readonly file?: string;
  readonly line: number;
  /** Dotted path of the key, `trunks[0].from[1]`; empty for the file as a whole. */
  readonly key: string;
  readonly expected: string;
  readonly found: string;
}

/** The configuration cannot be used. The message has one line for each problem, in the order of the files. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const sorted = inOrder(problems);
    super(sorted.map((problem) => describeProblem(file, problem)).join('\n'));
    this.file = file;
    this.problems = sorted;
  }
}

/** In the order of the lines, those of the configuration file first. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((one, other) => {
    const { file: first = '' } = one;
    const { file: second = '' } = other;
    return first === second ? one.line - other.line : first < second ? -1 : 1;
  });
}

/** One line for a person. */
export function describeProblem(configFile: string, problem: Problem): string {
  const { file = configFile, line, key, expected, found } = problem;
  const name = key === '' ? '' : ` ${key}`;
  return `${file}:${line}${name}: expected ${expected}, found ${found}`;
}

/** A value as a message shows it: strings quoted and shortened, lists and groups named. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a group of keys';
  if (typeof value !== 'string') return String(value);
  const visible = value.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?');
  return JSON.stringify(visible.length > 60 ? `${visible.slice(0, 60)}…` : visible);
}

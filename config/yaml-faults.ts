/**
 * The YAML parser's errors in the words of the other mistakes. They never repeat text of the file: it may be a secret.
 */
import type { LineCounter, YAMLError } from 'yaml';
import type { Problem } from './problem.js';

/** Each place once; what the parser says after the first error of a line follows from it. */
export function yamlFaults(errors: readonly YAMLError[], counter: LineCounter): Problem[] {
  const seen = new Set<number>();
  return errors.flatMap(({ code, message, pos }) => {
    const { line } = counter.linePos(pos[0]);
    if (seen.has(line)) return [];
    seen.add(line);
    const [expected, found] = message.startsWith('Flow ')
      ? ['a closing ] or }', 'a line that does not belong in the brackets']
      : (WORDS[code] ?? ['YAML', withoutText(message)]);
    return [{ line, key: '', expected, found }];
  });
}

const WORDS: Partial<Record<YAMLError['code'], readonly [expected: string, found: string]>> = {
  TAB_AS_INDENT: ['spaces before a key', 'a tab'],
  BAD_INDENT: ['the keys of a group below each other', 'a key further in or out (bad indentation)'],
  MULTILINE_IMPLICIT_KEY: ['a key, a colon and its value', 'a line without a colon'],
  MULTIPLE_DOCS: ['one document', 'another one after --- or ...'],
  NON_STRING_KEY: ['a name as key', 'a list or a group as key'],
  TAG_RESOLVE_FAILED: ['no tag', 'a tag that is not known (!…)'],
  BAD_ALIAS: ['the name of an anchor', 'an alias that names none'],
};

function withoutText(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/: ".*$/, '');
}

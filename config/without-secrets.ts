/**
 * The text of a configuration file without its secrets, for those who may have the rest: values that the schema calls secret,
 * what an address carries before its host or behind a question mark, and comments, which may hold anything. A value that is
 * read from the environment stays, as it says nothing.
 */
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Schema } from './schema-parts.js';

export const REMOVED = 'removed-from-backup';

/** `schema`: of the whole file, or of the list or entry that it has. Throws an Error where the text is no YAML. */
export function withoutSecrets(text: string, schema: Schema | ((isList: boolean) => Schema)): string {
  // Every value is a text, so that it is written as it was: a number of a phone is none of arithmetic.
  const document = parseDocument(text, { schema: 'failsafe', stringKeys: true, uniqueKeys: false });
  const [fault] = document.errors;
  if (fault !== undefined) throw new Error(fault.message);
  const chosen = typeof schema === 'function' ? schema(isSeq(document.contents)) : schema;
  clean(document.contents, chosen);
  document.commentBefore = document.comment = null;
  visit(document, {
    Node: (_, node) => {
      delete node.comment;
      delete node.commentBefore;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function clean(node: unknown, schema: Schema | undefined): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      clean(value, schema?.properties?.[name]);
    }
  } else if (isSeq(node)) for (const item of node.items) clean(item, schema?.items);
  else if (isScalar(node) && typeof node.value === 'string') node.value = cleaned(node.value, schema);
}

function cleaned(value: string, schema: Schema | undefined): string {
  if (/^[a-z]+:\/\//i.test(value))
    return value.replace(/\/\/[^/@]*@/, `//${REMOVED}@`).replace(/\?.*$/s, `?${REMOVED}`);
  return schema?.secret === true && !/^\$\{\w+\}$/.test(value) ? REMOVED : value;
}

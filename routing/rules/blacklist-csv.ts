/**
 * Reads a file of blacklist entries: CSV with a heading that has `number` and any of `kind`, `x`, `app_key`, `until`
 * and `note`, in any order; or numbers alone, one a line, without a heading. What a line does not say is taken from the
 * terms of the import.
 */
import { BLACKLIST_KINDS, type BlacklistKind, type BlacklistWish } from './blacklist.js';
import type { LineFault } from './registration-requests.js';

/** What lines have in common that do not say otherwise. */
export type BlacklistTerms = Partial<Pick<BlacklistWish, 'kind' | 'appKey' | 'expiresAt'>>;

export interface ReadBlacklist {
  readonly wishes: readonly { readonly line: number; readonly wish: BlacklistWish }[];
  /** Lines count from 1, the heading included. */
  readonly faults: readonly LineFault[];
}

const COLUMNS = ['number', 'kind', 'x', 'app_key', 'until', 'note'] as const;
type Column = (typeof COLUMNS)[number];
type Row = Readonly<Partial<Record<Column, string>>>;

const LONGEST_NOTE = 256;
/** RFC 3339, with its zone: a day alone would begin somewhere else in each country. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

/** Names bad lines and goes on. The numbers themselves are judged later, by the policy. */
export function readBlacklistCsv(csv: string, terms: BlacklistTerms): ReadBlacklist {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const heading = headingOf(lines[0] ?? '');
  const wishes: { line: number; wish: BlacklistWish }[] = [];
  const faults: LineFault[] = [];
  for (const [n, text] of lines.entries()) {
    if (text.trim() === '' || (n === 0 && heading !== undefined)) continue;
    const wish = wishOf(rowOf(text, heading ?? ['number']), terms);
    if (typeof wish === 'string') faults.push({ line: n + 1, message: wish });
    else wishes.push({ line: n + 1, wish });
  }
  return { wishes, faults };
}

/** undefined for a line that is no heading. */
function headingOf(line: string): readonly string[] | undefined {
  const names = fieldsOf(line).map((name) => name.toLowerCase().replace(/^appkey$/, 'app_key'));
  return names.includes('number') ? names : undefined;
}

function rowOf(line: string, heading: readonly string[]): Row {
  const fields = fieldsOf(line);
  const known = COLUMNS.map((column): [Column, string] => [column, fields[heading.indexOf(column)] ?? '']);
  return Object.fromEntries(known.filter(([, field]) => field !== ''));
}

/** What was expected and found, for a line that cannot be used. */
function wishOf({ number = '', x, note, ...row }: Row, terms: BlacklistTerms): BlacklistWish | string {
  const kind = row.kind ?? terms.kind;
  if (kind === undefined || !isKind(kind))
    return `kind: expected one of ${BLACKLIST_KINDS.join(', ')}, found ${kind ?? 'none'}`;
  if (row.until !== undefined && (!TIME.test(row.until) || Number.isNaN(Date.parse(row.until))))
    return `until: expected a time such as 2027-01-01T00:00:00Z, found ${row.until}`;
  if ((note?.length ?? 0) > LONGEST_NOTE)
    return `note: expected at most ${LONGEST_NOTE} characters, found ${note?.length}`;
  const appKey = row.app_key ?? terms.appKey;
  const expiresAt = row.until === undefined ? terms.expiresAt : Date.parse(row.until);
  return { kind, number, x, appKey, expiresAt, note };
}

function isKind(text: string): text is BlacklistKind {
  return (BLACKLIST_KINDS as readonly string[]).includes(text);
}

/** Fields may be quoted, and then have commas and doubled quotes in them (RFC 4180). */
function fieldsOf(line: string): readonly string[] {
  // With a comma before the first field too, none is matched without one.
  const fields = `,${line}`.matchAll(/,\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g);
  return [...fields].map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim());
}

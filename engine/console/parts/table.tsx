/**
 * A table that becomes a list of cards in a narrow window: each cell therefore carries its column's title. The roles
 * are explicit, because a screen reader no longer sees a table in one that is laid out differently.
 */
import type { ComponentChildren } from 'preact';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';

export interface Column<T> {
  readonly title: Phrase;
  readonly cell: (row: T) => ComponentChildren;
  /**
   * Digits have one width and are never broken, amounts are right-aligned; an action needs no title before its button.
   */
  readonly kind?: 'number' | 'amount' | 'deed';
}

interface TableProps<T> {
  /** What the rows are, for readers who do not see the heading above. */
  readonly label: Phrase;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Shown if there are no rows. */
  readonly empty: Phrase;
}

export function Table<T>({ label, columns, rows, keyOf, empty }: TableProps<T>) {
  if (rows.length === 0) return <p class="empty quiet">{say(empty)}</p>;
  return (
    <div class="scroll">
      <table role="table" aria-label={say(label)}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title, kind }) => (
              <th key={title} role="columnheader" scope="col" class={kind}>
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column) => (
                <Cell key={column.title} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A missing value is a dash in a column, and no line at all on a card. */
function Cell<T>({ column: { title, cell, kind }, row }: { readonly column: Column<T>; readonly row: T }) {
  const content = cell(row) ?? undefined;
  return (
    <td
      role="cell"
      class={[kind, content === undefined && 'nothing'].filter(Boolean).join(' ')}
      data-title={say(title)}
    >
      <span>{content ?? '–'}</span>
    </td>
  );
}

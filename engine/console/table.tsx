/**
 * A table that becomes a list of cards where it is too narrow: each cell carries its column's title for that. The roles are
 * written out, because a table laid out as anything else is none any more to a screen reader.
 */
import type { ComponentChildren } from 'preact';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** Digits are of one width and never broken, amounts stand to the right; a deed needs no title before its button. */
  readonly kind?: 'number' | 'amount' | 'deed';
}

interface TableProps<T> {
  /** What the rows are, for those who do not see the heading over it. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Said instead of no rows. */
  readonly empty: string;
}

export function Table<T>({ label, columns, rows, keyOf, empty }: TableProps<T>) {
  if (rows.length === 0) return <p class="empty quiet">{empty}</p>;
  return (
    <div class="scroll">
      <table role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title, kind }) => (
              <th key={title} role="columnheader" scope="col" class={kind}>
                {title}
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

/** What is not there is a dash in a column, and no line at all on a card. */
function Cell<T>({ column: { title, cell, kind }, row }: { readonly column: Column<T>; readonly row: T }) {
  const content = cell(row) ?? undefined;
  return (
    <td
      role="cell"
      class={[kind, content === undefined && 'nothing'].filter(Boolean).join(' ')}
      data-title={title}
    >
      <span>{content ?? '–'}</span>
    </td>
  );
}

/**
 * A table that becomes a list of cards where it is too narrow: each cell carries its column's title for that. The roles are
 * written out, because a table laid out as anything else is none any more to a screen reader.
 */
import type { ComponentChildren } from 'preact';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** Digits: of one width, never broken, and to the right where they are an amount. */
  readonly kind?: 'number' | 'amount';
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
            {columns.map(({ title, cell, kind }) => (
              <td key={title} role="cell" class={kind} data-title={title}>
                <span>{cell(row) ?? <span class="quiet">–</span>}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

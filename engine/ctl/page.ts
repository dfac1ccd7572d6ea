/** Lists that the API returns page by page: one page, or with `--all` page after page until the last. */
import type { Command } from 'commander';
import type { Answer, ApiObject } from './connection.js';
import { integerOption } from './options.js';
import { Table } from './table.js';
import type { Terminal } from './terminal.js';

export interface PageOptions {
  readonly page?: number;
  readonly pageSize?: number;
  readonly all?: boolean;
}

/** As the API takes them. */
export interface Page {
  readonly pageIndex: number;
  readonly pageSize: number;
}

const USUAL_SIZE = 50;
const LARGEST_SIZE = 1000;

export function addPageOptions(command: Command): Command {
  return command
    .addOption(integerOption('--page <n>', 'which page, from 1', '2'))
    .addOption(integerOption('--page-size <n>', `how many to a page, ${USUAL_SIZE} if not said`, '200'))
    .option('--all', 'every page from --page on; with --json one page a line, e.g. --all');
}

export async function showPages(
  terminal: Terminal,
  { page = 1, pageSize, all = false }: PageOptions,
  fields: readonly string[],
  fetch: (page: Page) => Promise<Answer>,
): Promise<void> {
  const table = new Table(fields);
  const size = pageSize ?? (all ? LARGEST_SIZE : USUAL_SIZE);
  for (let pageIndex = page; ; pageIndex += 1) {
    const answer = await fetch({ pageIndex, pageSize: size });
    const { items, total } = listOf(answer);
    terminal.show(answer, () => table.lines(items));
    const from = (pageIndex - 1) * size;
    const isLast = items.length === 0 || from + items.length >= total;
    if (items.length === 0) terminal.note(total === 0 ? 'none' : `none on page ${pageIndex}, of ${total}`);
    if (!isLast && !all)
      terminal.note(
        `${from + 1} to ${from + items.length} of ${total}; --page ${pageIndex + 1} or --all for more`,
      );
    if (isLast || !all) return;
  }
}

/** A list that the API returns as a whole, up to its maximum. */
export function showList(terminal: Terminal, answer: Answer, fields: readonly string[]): void {
  const { items, total } = listOf(answer);
  terminal.show(answer, () => new Table(fields).lines(items));
  if (items.length === 0) terminal.note('none');
  else if (items.length < total) terminal.note(`the first ${items.length} of ${total}`);
}

function listOf({ json: { items, total } }: Answer): {
  readonly items: readonly ApiObject[];
  readonly total: number;
} {
  return { items: Array.isArray(items) ? (items as ApiObject[]) : [], total: Number(total ?? 0) };
}

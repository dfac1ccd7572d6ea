/** `subject`: what is held about one number, its erasure, and the certificates of that. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, ApiObject } from '../connection.js';
import { Failure } from '../failure.js';
import { argument, numberArgument, numberOption, option } from '../options.js';
import { details, Table } from '../table.js';
import type { Commands, Terminal } from '../terminal.js';

interface ErasureOptions {
  readonly also?: string;
  readonly yes?: boolean;
}

const POLL_MS = 1000;
const person = () => numberArgument('<number>', 'the number of a person', '+8613800000021');
const erasureId = () => argument('<id>', 'id of the erasure', '01KB9ZQ4M8T7R2V5X1C3D6F8GH');

export const addSubject: Commands = (program, terminal) => {
  const subject = program.command('subject').description("what is held about one person's number");

  subject
    .command('export')
    .description('all of it as JSON; the audit has who asked')
    .addArgument(person())
    .action(async (number: string) => {
      const answer = await terminal.ask('exportSubject', { body: { number } });
      terminal.show(answer, () => answer.text);
    });

  subject
    .command('erase')
    .description('what would be erased and what kept; with --yes erases it, and shows the certificate')
    .addArgument(person())
    .addOption(
      option('--also <kinds>', 'what is kept otherwise: bindings, blacklist, waiting', 'bindings,waiting'),
    )
    .option('--yes', 'erase it, instead of counting what would go, e.g. --yes')
    .action(async (number: string, { also = '', yes = false }: ErasureOptions) => {
      const body = { number, also: also.split(',').filter((kind) => kind !== '') };
      if (!yes) {
        const plan = await terminal.ask('explainErasure', { body });
        terminal.show(plan, ({ stores }) => shown(stores));
        return terminal.note('nothing is erased yet; with --yes it is');
      }
      const answer = await certified(terminal, await terminal.ask('eraseSubject', { body }));
      terminal.show(answer, certificateText);
    });

  addCertificates(subject, terminal);
};

const addCertificates: Commands = (subject, terminal) => {
  subject
    .command('erasures')
    .description('certificates of erasures, oldest first')
    .addOption(numberOption('--number', 'only of this one', '+8613800000021'))
    .action(async ({ number }: { readonly number?: string }) => {
      const answer = await terminal.ask('searchErasures', { body: { number } });
      const fields = ['id', 'finishedAt', 'by', 'subject', 'sha256'];
      terminal.show(answer, ({ items }) =>
        new Table(fields).lines(
          objectsIn(items).map((one) => ({
            ...one,
            by: (one['askedBy'] as ApiObject | undefined)?.['name'],
          })),
        ),
      );
    });

  subject
    .command('certificate')
    .description('the certificate of an erasure')
    .addArgument(erasureId())
    .action(async (id: string) => {
      const answer = await terminal.ask('getErasure', { params: { id } });
      terminal.show(answer, answer.json['state'] === undefined ? certificateText : details);
    });

  subject
    .command('verify')
    .description('whether a certificate is as it was written, and the audit has it')
    .addArgument(erasureId())
    .action(async (id: string) => {
      const answer = await terminal.ask('verifyErasure', { params: { id } });
      terminal.show(answer, details);
      if (answer.json['intact'] !== true)
        throw new Failure('refused', 'the certificate is not as it was written');
    });
};

/** Waits for an erasure that takes longer than its answer. */
async function certified(terminal: Terminal, first: Answer): Promise<Answer> {
  let answer = first;
  const id = String(answer.json['id']);
  if (answer.json['state'] !== undefined) terminal.note(`erasure ${id} is under way`);
  while (answer.json['state'] !== undefined) {
    await wait(POLL_MS);
    answer = await terminal.ask('getErasure', { params: { id } });
  }
  return answer;
}

function certificateText({ stores, remarks, ...fields }: ApiObject): string {
  const said = Array.isArray(remarks) ? remarks.map(String) : [];
  return [details(fields), shown(stores), said.join('\n')].join('\n\n');
}

/** A line for each kind of thing in each store. */
function shown(stores: unknown): string {
  const rows = objectsIn(stores).flatMap(({ store, erased, replaced, kept, notes }) => {
    const line = (what: string, count: unknown, because: unknown): ApiObject => ({
      ...{ store, what, count, because },
    });
    return [
      ...countsIn(erased).map(([kind, count]) => line(`erased ${kind}`, count, '')),
      ...countsIn(replaced).map(([kind, count]) => line(`replaced in ${kind}`, count, '')),
      ...objectsIn(kept).map((one) => line(`kept ${String(one['what'])}`, one['count'], one['because'])),
      ...(Array.isArray(notes) ? notes : []).map((note) => line('', '', note)),
    ];
  });
  return rows.length === 0 ? 'nothing is held' : new Table(['store', 'what', 'count', 'because']).lines(rows);
}

function countsIn(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function objectsIn(value: unknown): ApiObject[] {
  return Array.isArray(value) ? (value as ApiObject[]) : [];
}

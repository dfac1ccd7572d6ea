/** `may-call`: whether a call would be put through now, and what every rule of carriers and law says. */
import type { ApiObject } from '../connection.js';
import { numberArgument, option } from '../options.js';
import type { Commands } from '../terminal.js';
import { details, Table } from '../table.js';

export const addMayCall: Commands = (program, terminal) => {
  program
    .command('may-call')
    .description('whether a call would be put through, and which rule refuses it until when')
    .addArgument(numberArgument('<caller>', "the caller's number", '+8613800000021'))
    .addArgument(numberArgument('<dialled>', 'the privacy number they dial', '+8675500000001'))
    .addOption(option('--digits <E>', 'what they type when asked for an extension, AXE', '0042'))
    .addOption(option('--at <time>', 'at another time than now, RFC 3339', '2027-01-01T07:00:00Z'))
    .action(async (caller: string, dialled: string, { digits, at }: { digits?: string; at?: string }) => {
      const body = { caller, dialled, digits, at };
      terminal.show(await terminal.ask('askMayCall', { body }), render);
    });
};

function render({ rules, ...answer }: ApiObject): string {
  const judged = Array.isArray(rules) ? (rules as ApiObject[]) : [];
  if (judged.length === 0) return details(answer);
  const rows = judged.map(({ rule, allows, because, statement, until }) => ({
    rule,
    allows: allows === true ? 'yes' : 'no',
    says: because ?? statement,
    until,
  }));
  return `${details(answer)}\n\n${new Table(['rule', 'allows', 'says', 'until']).lines(rows)}`;
}

/** `reload`: reads the configuration file again. */
import type { Commands } from '../terminal.js';

export const addReload: Commands = (program, terminal) => {
  program
    .command('reload')
    .description('read the configuration file again: whole or not at all; prints what has changed')
    .option('--dry-run', 'only print what would change, e.g. --dry-run')
    .action(async ({ dryRun = false }: { readonly dryRun?: boolean }) => {
      const answer = await terminal.ask('reload', { body: { dryRun } });
      terminal.show(answer, ({ outcome, changes, doubts }) => {
        const all = [...linesOf(changes), ...linesOf(doubts).map((doubt) => `doubtful: ${doubt}`)];
        return [...all, ENDS[String(outcome)] ?? String(outcome)].join('\n');
      });
    });
};

const ENDS: Readonly<Record<string, string>> = {
  applied: 'reloaded',
  unchanged: 'no key has changed; prompts were read again',
  checked: 'a reload is possible',
};

function linesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

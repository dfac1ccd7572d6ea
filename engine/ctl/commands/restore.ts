/** `restore`: puts a backup in the place of what is stored. */
import { resolve } from 'node:path';
import { Option } from 'commander';
import { Failure } from '../failure.js';
import { argument } from '../options.js';
import { details } from '../table.js';
import type { Commands } from '../terminal.js';

/** The service answers when it has read and checked the whole archive. */
const PATIENCE_MS = 3_600_000;

export const addRestore: Commands = (program, terminal) => {
  program
    .command('restore')
    .description(
      'puts a backup in the place of what is stored and restarts the engine; drain first, until no call is up',
    )
    .addArgument(argument('<file>', 'the archive, on the machine of the service', '/backup/callveil.tar'))
    .addOption(new Option('--yes', 'what came after the backup may go, e.g. --yes'))
    .action(async (file: string, { yes }: { readonly yes?: true }) => {
      if (yes !== true)
        throw new Failure(
          'wrong-use',
          'everything that came after the backup goes: say --yes, or make a backup of it first',
        );
      const asked = { body: { file: resolve(file) } };
      terminal.show(await terminal.ask('restoreBackup', asked, PATIENCE_MS), details);
      terminal.note('the engine restarts; it drains until callveil-ctl drain undo');
    });
};

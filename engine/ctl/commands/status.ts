/** `status`: the state of the engine. */
import { details } from '../table.js';
import type { Commands } from '../terminal.js';

export const addStatus: Commands = (program, terminal) => {
  program
    .command('status')
    .description('how the engine is: health, version, calls, bindings, journal')
    .action(async () => {
      const answer = await terminal.ask('getSystem');
      const ailments = terminal.json ? undefined : await terminal.connection.ailments();
      terminal.show(answer, (system) => details({ health: healthOf(ailments), ...system }));
    });
};

function healthOf(ailments: readonly string[] | undefined): string {
  if (ailments === undefined) return 'not known';
  return ailments.length === 0 ? 'good' : ailments.join(', ');
}

/** `subject`: what is held about one number. */
import { numberArgument } from '../options.js';
import type { Commands } from '../terminal.js';

export const addSubject: Commands = (program, terminal) => {
  program
    .command('subject')
    .description("what is held about one person's number")
    .command('export')
    .description('all of it as JSON; the audit has who asked')
    .addArgument(numberArgument('<number>', 'the number of a person', '+8613800000021'))
    .action(async (number: string) => {
      const answer = await terminal.ask('exportSubject', { body: { number } });
      terminal.show(answer, () => answer.text);
    });
};

/** `prompts`: audio that callers hear. */
import { basename } from 'node:path';
import { readContent, argument, option } from '../options.js';
import { showList } from '../page.js';
import type { Commands } from '../terminal.js';

export const addPrompts: Commands = (program, terminal) => {
  const prompts = program.command('prompts').description('audio played to callers');

  prompts
    .command('list')
    .description('all that may be named')
    .action(async () => {
      showList(terminal, await terminal.ask('listPrompts'), ['name', 'milliseconds', 'builtIn']);
    });

  prompts
    .command('add')
    .description('put a prompt in, or another in its place: WAV, A-law, 8000 Hz, mono')
    .addArgument(argument('<file>', 'the WAV file, - for standard input', 'welcome.wav'))
    .addOption(option('--name <name>', "the name bindings give, the file's if not said", 'welcome.wav'))
    .action(async (file: string, { name = basename(file) }: { name?: string }) => {
      const content = { type: 'audio/wav', bytes: await readContent(file) };
      const answer = await terminal.ask('putPrompt', { params: { name }, content });
      terminal.show(answer, () => `added ${name}`);
    });

  prompts
    .command('remove')
    .description("take one's own prompt out")
    .addArgument(argument('<name>', 'its name', 'welcome.wav'))
    .action(async (name: string) => {
      terminal.show(await terminal.ask('removePrompt', { params: { name } }), () => `removed ${name}`);
    });
};

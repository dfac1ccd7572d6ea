/** `prompts`: audio that callers hear. */
import { basename } from 'node:path';
import type { ApiObject } from '../connection.js';
import { readContent, argument, option, writeNew } from '../options.js';
import { showList } from '../page.js';
import type { Commands } from '../terminal.js';

export const addPrompts: Commands = (program, terminal) => {
  const prompts = program.command('prompts').description('audio played to callers');
  const name = () => argument('<name>', 'its name', 'welcome.wav');

  prompts
    .command('list')
    .description('all that may be named, with length, levels, format, and how many name each')
    .action(async () => {
      const answer = await terminal.ask('listPrompts');
      const fields = [
        'name',
        'milliseconds',
        'levelDbm0',
        'peakDbfs',
        'format',
        'builtIn',
        'applications',
        'bindings',
      ];
      showList(terminal, { ...answer, json: { ...answer.json, items: rowsOf(answer.json) } }, fields);
    });

  prompts
    .command('add')
    .description(
      'put a prompt in, or another in its place: WAV of A-law, mu-law or 16-bit PCM, mono, 8 or 16 kHz',
    )
    .addArgument(argument('<file>', 'the WAV file, - for standard input', 'welcome.wav'))
    .addOption(option('--name <name>', "the name bindings give, the file's if not said", 'welcome.wav'))
    .action(async (file: string, { name = basename(file) }: { name?: string }) => {
      const content = { type: 'audio/wav', bytes: await readContent(file) };
      const answer = await terminal.ask('putPrompt', { params: { name }, content });
      terminal.show(answer, () => `added ${name}`);
    });

  prompts
    .command('get')
    .description('the audio of a prompt, to listen to')
    .addArgument(name())
    .addOption(option('--language <language>', 'of one that comes with Callveil: zh or en', 'en'))
    .addOption(
      option('--output <file>', 'a new file, - for standard output; its name if not said', 'heard.wav'),
    )
    .action(async (name: string, { language, output = name }: { language?: string; output?: string }) => {
      const bytes = await terminal.connection.download('getPrompt', {
        params: { name },
        query: { language },
      });
      if (output === '-') return void process.stdout.write(bytes);
      await writeNew(output, bytes);
      return terminal.note(`wrote ${output}`);
    });

  prompts
    .command('remove')
    .description("take one's own prompt out")
    .addArgument(name())
    .option(
      '--force',
      'even if bindings or applications name it: they fall silent, and are not recorded, e.g. --force',
    )
    .action(async (name: string, { force }: { force?: boolean }) => {
      const question = { params: { name }, query: { force: force === true ? 'true' : undefined } };
      terminal.show(await terminal.ask('removePrompt', question), () => `removed ${name}`);
    });
};

function rowsOf({ items }: ApiObject): ApiObject[] {
  if (!Array.isArray(items)) return [];
  return (items as ApiObject[]).map(({ usedBy, ...prompt }) => {
    const { applications, bindings } = (usedBy ?? {}) as ApiObject;
    return { ...prompt, applications: Array.isArray(applications) ? applications.length : 0, bindings };
  });
}

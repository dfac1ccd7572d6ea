/** `onboarding`: what the customers of applications have filed. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Failure } from '../failure.js';
import { argument, readContent } from '../options.js';
import { showList } from '../page.js';
import { details } from '../table.js';
import type { Commands } from '../terminal.js';

export const addOnboarding: Commands = (program, terminal) => {
  const onboarding = program
    .command('onboarding')
    .description('what the customers of applications have filed');
  const key = () => argument('<appKey>', 'key of the application', 'demo-app-key');

  onboarding
    .command('list')
    .description('every record')
    .action(async () => {
      const fields = ['appKey', 'state', 'company', 'trade', 'until', 'changedAt'];
      showList(terminal, await terminal.ask('listOnboarding'), fields);
    });

  onboarding
    .command('show')
    .description('one record')
    .addArgument(key())
    .action(async (appKey: string) => {
      terminal.show(await terminal.ask('getOnboarding', { params: { appKey } }), details);
    });

  onboarding
    .command('save')
    .description('file a record, or replace it; documents are hashed here and stay here')
    .addArgument(key())
    .addArgument(argument('<file>', 'the record as JSON, - for standard input', 'record.json'))
    .addArgument(argument('[documents...]', 'documents handed in with it', 'licence.pdf'))
    .action(async (appKey: string, file: string, paths: string[]) => {
      const record = parsed((await readContent(file)).toString('utf8'));
      const given = Array.isArray(record['documents']) ? (record['documents'] as unknown[]) : [];
      const documents = await Promise.all(paths.map(documentOf));
      const body = { ...record, documents: [...given, ...documents] };
      terminal.show(await terminal.ask('putOnboarding', { params: { appKey }, body }), details);
    });

  onboarding
    .command('remove')
    .description('remove a record')
    .addArgument(key())
    .action(async (appKey: string) => {
      terminal.show(
        await terminal.ask('removeOnboarding', { params: { appKey } }),
        () => `removed ${appKey}`,
      );
    });
};

async function documentOf(path: string): Promise<object> {
  const content = await readContent(path);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name: basename(path), sha256, bytes: content.length };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record === 'object' && record !== null && !Array.isArray(record))
      return record as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Failure('wrong-use', 'expected a record as a JSON object');
}

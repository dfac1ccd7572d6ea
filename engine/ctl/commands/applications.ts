/** `applications`: the customers' keys, modes and settings. */
import type { Command } from 'commander';
import type { ApiObject } from '../connection.js';
import { readContent, argument, booleanOption, integerOption, option, pairsOption } from '../options.js';
import { Failure } from '../failure.js';
import { showList } from '../page.js';
import type { Commands } from '../terminal.js';
import { details } from '../table.js';

interface Settings {
  readonly mode?: string;
  readonly name?: string;
  readonly status?: string;
  readonly secretFile?: string;
  readonly recording?: boolean;
  readonly sms?: boolean;
  readonly callback?: Readonly<Record<string, string>>;
  readonly tone?: Readonly<Record<string, string>>;
  readonly promptLanguage?: string;
  readonly standardPrompts?: boolean;
  readonly extensionDigits?: number;
  readonly allowedAddresses?: string;
}

export const addApplications: Commands = (program, terminal) => {
  const applications = program.command('applications').description("customers' keys, modes and settings");
  const key = () => argument('<appKey>', 'key of the application', 'demo-app-key');
  const mode = () => option('--mode <mode>', 'AXB, AX, AXE, AXYB or X', 'AXB').makeOptionMandatory();

  applications
    .command('list')
    .description('all of them')
    .action(async () => {
      showList(terminal, await terminal.ask('listApplications'), ['appKey', 'name', 'mode', 'status']);
    });

  applications
    .command('show')
    .description('one application, without its secret')
    .addArgument(key())
    .action(async (appKey: string) => {
      terminal.show(await terminal.ask('getApplication', { params: { appKey } }), details);
    });

  withSettings(
    applications.command('add').description('a new application').addArgument(key()).addOption(mode()),
  ).action(async (appKey: string, settings: Settings) => {
    const params = { appKey };
    const before = await terminal.ask('getApplication', { params }).catch((error: unknown) => {
      if (error instanceof Failure && error.status === 404) return undefined;
      throw error;
    });
    if (before !== undefined) throw new Failure('refused', `there is an application ${appKey}; modify it`);
    const body = await merged({}, settings);
    terminal.show(await terminal.ask('putApplication', { params, body }), details);
  });

  applications
    .command('create')
    .description('a new application with a secret that Callveil makes, which is shown once')
    .addArgument(key())
    .addOption(mode())
    .addOption(option('--name <text>', 'what people call it', 'Demonstration'))
    .action(async (appKey: string, settings: { mode: string; name?: string }) => {
      terminal.show(await terminal.ask('createApplication', { body: { appKey, ...settings } }), details);
    });

  applications
    .command('renew-secret')
    .description('another secret, which is shown once; the old one is refused from then on')
    .addArgument(key())
    .action(async (appKey: string) => {
      const answer = await terminal.ask('renewSecret', { params: { appKey } });
      terminal.show(answer, ({ appSecret }) => details({ appKey, appSecret }));
    });

  applications
    .command('try')
    .description('send a signed test push to one of its addresses, and show what came of it')
    .addArgument(key())
    .addArgument(argument('<channel>', 'name of the address', 'status'))
    .action(async (appKey: string, channel: string) => {
      terminal.show(await terminal.ask('tryCallback', { params: { appKey }, body: { channel } }), details);
    });

  withSettings(
    applications
      .command('modify')
      .description('change an application; what is not said stays')
      .addArgument(key()),
  ).action(async (appKey: string, settings: Settings) => {
    const params = { appKey };
    const { json } = await terminal.ask('getApplication', { params });
    const { appKey: _, source: __, fromApi: ___, ...before } = json;
    const body = await merged(before, settings);
    terminal.show(await terminal.ask('putApplication', { params, body }), details);
  });
};

function withSettings(command: Command): Command {
  return command
    .addOption(option('--name <text>', 'what people call it', 'Demonstration'))
    .addOption(option('--status <status>', 'active, frozen, disabled or paused', 'frozen'))
    .addOption(option('--secret-file <file>', 'file with its secret, - for standard input', 'secret.txt'))
    .addOption(booleanOption('--recording', 'its calls may be recorded'))
    .addOption(booleanOption('--sms', 'its short messages may be relayed'))
    .addOption(
      pairsOption(
        '--callback <name=url>',
        'where it is told; empty: nowhere',
        'status=http://192.0.2.7/status',
      ),
    )
    .addOption(
      pairsOption('--tone <name=prompt>', 'what callers hear; empty: nothing', 'noBinding=sorry.wav'),
    )
    .addOption(
      option('--prompt-language <language>', 'of the prompts that come with Callveil: zh or en', 'en'),
    )
    .addOption(booleanOption('--standard-prompts', 'whether they are played where no tone is named'))
    .addOption(integerOption('--extension-digits <n>', 'digits of an extension, AXE', '4'))
    .addOption(
      option('--allowed-addresses <list>', 'who may use its API; empty: anyone', '192.0.2.7,198.51.100.0/24'),
    );
}

/** The API replaces an application as a whole, so unchanged fields are sent as they were. */
async function merged(before: ApiObject, settings: Settings): Promise<ApiObject> {
  const { secretFile, recording, sms, callback, tone, allowedAddresses, ...plain } = settings;
  const features = { recording, sms };
  return {
    ...before,
    ...plain,
    ...(secretFile !== undefined && { appSecret: (await readContent(secretFile)).toString('utf8').trim() }),
    features: { ...(before['features'] as object), ...withoutUndefined(features) },
    callbacks: withoutEmpty({ ...(before['callbacks'] as object), ...callback }),
    tones: withoutEmpty({ ...(before['tones'] as object), ...tone }),
    ...(allowedAddresses !== undefined && {
      allowedAddresses: allowedAddresses.split(',').filter((address) => address !== ''),
    }),
  };
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function withoutEmpty(fields: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

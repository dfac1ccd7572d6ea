/** `accounts`: those of operators, for admins. */
import type { Option } from 'commander';
import { argument, option } from '../options.js';
import { showList } from '../page.js';
import { readNewSecret } from '../secret-input.js';
import type { Commands } from '../terminal.js';

const fields = [
  'name',
  'role',
  'applications',
  'hasSecondFactor',
  'mustChangePassword',
  'sessions',
  'signedInAt',
];
const ROLES = 'admin, operator, viewer, auditor or subscriber';

interface Rights {
  readonly appKey?: string[];
}

const nameArgument = () => argument('<name>', 'name of the account', 'li');
const appKeysOption = (): Option =>
  option('--app-key <keys...>', 'subscriber: whose messages it may read', 'demo-app-key');

export const addAccounts: Commands = (program, terminal) => {
  const accounts = program.command('accounts').description('accounts of operators');

  accounts
    .command('list')
    .description('all of them')
    .action(async () => showList(terminal, await terminal.ask('listAccounts'), fields));

  accounts
    .command('add')
    .description('add one; its operator changes the password, which is typed or a line of standard input')
    .addArgument(nameArgument())
    .addArgument(argument('<role>', `its role: ${ROLES}`, 'operator'))
    .addOption(appKeysOption())
    .action(async (name: string, role: string, { appKey: applications }: Rights) => {
      const password = await readNewSecret('password for the first sign-in');
      const answer = await terminal.ask('addAccount', { body: { name, role, applications, password } });
      terminal.show(answer, () => `added ${name}`);
    });

  accounts
    .command('role')
    .description('give one another role, and end its sessions')
    .addArgument(nameArgument())
    .addArgument(argument('<role>', `the new role: ${ROLES}`, 'viewer'))
    .addOption(appKeysOption())
    .action(async (name: string, role: string, { appKey: applications }: Rights) => {
      const question = { params: { name }, body: { role, applications } };
      terminal.show(await terminal.ask('changeAccountRole', question), () => `${name} is now ${role}`);
    });

  accounts
    .command('reset-password')
    .description(
      'give one another password, typed or a line of standard input, and take its authenticator away',
    )
    .addArgument(nameArgument())
    .option('--keep-second-factor', 'leave the authenticator, e.g. --keep-second-factor')
    .action(async (name: string, { keepSecondFactor = false }: { readonly keepSecondFactor?: boolean }) => {
      const password = await readNewSecret('password for the next sign-in');
      const question = { params: { name }, body: { password, keepSecondFactor } };
      terminal.show(await terminal.ask('resetAccount', question), () => `reset ${name}`);
    });

  accounts
    .command('sessions')
    .description('end the sessions of one')
    .addArgument(nameArgument())
    .action(async (name: string) => {
      const answer = await terminal.ask('endAccountSessions', { params: { name } });
      terminal.show(answer, ({ ended }) => `${String(ended)} ended`);
    });

  accounts
    .command('remove')
    .description('remove one, and end its sessions')
    .addArgument(nameArgument())
    .action(async (name: string) => {
      terminal.show(await terminal.ask('removeAccount', { params: { name } }), () => `removed ${name}`);
    });
};

/** `sign-in`, `sign-out` and `me`: a session with an account in place of a token, and the own account. */
import type { Command } from 'commander';
import type { ApiObject } from '../connection.js';
import { argument } from '../options.js';
import { readNewSecret, readSecret } from '../secret-input.js';
import { forgetSession, keepSession } from '../session-file.js';
import { details } from '../table.js';
import type { Commands, Terminal } from '../terminal.js';

export const addSignIn: Commands = (program, terminal) => {
  program
    .command('sign-in')
    .description(
      'begin a session with an account; password and code are typed, or two lines of standard input',
    )
    .addArgument(argument('<name>', 'name of the account', 'li'))
    .action(async (name: string) => {
      const password = await readSecret('password');
      const code = (await readSecret('code, if the account has one')) || undefined;
      const answer = await terminal.stranger.ask('signIn', { body: { name, password, code, as: 'header' } });
      keep(terminal, answer.json);
      const { session: _, ...shown } = answer.json;
      terminal.show({ text: JSON.stringify(shown), json: shown }, () => signedIn(shown));
    });

  program
    .command('sign-out')
    .description('end the session')
    .action(async () => {
      const answer = await terminal.ask('signOut');
      forgetSession(process.env);
      terminal.show(answer, () => 'signed out');
    });
  addOwnAccount(program, terminal);
};

function addOwnAccount(program: Command, terminal: Terminal): void {
  const me = program.command('me').description('who is signed in, and the own account');
  me.command('show')
    .description('who is signed in')
    .action(async () => terminal.show(await terminal.ask('getMe'), details));

  me.command('password')
    .description('change the own password: the present one and the new one, typed or lines of standard input')
    .action(async () => {
      const password = await readSecret('present password');
      const newPassword = await readNewSecret('new password');
      const { json } = await terminal.ask('changeOwnPassword', { body: { password, newPassword } });
      keep(terminal, json);
      terminal.show({ text: '', json: {} }, () => 'changed; other sessions of the account have ended');
    });

  me.command('second-factor')
    .description('set up an authenticator: the password, then a code of it; or take it away')
    .option('--remove', 'take it away, e.g. --remove')
    .action(async ({ remove = false }: { readonly remove?: boolean }) => {
      const password = await readSecret('password');
      if (remove) {
        const code = await readSecret('code');
        const answer = await terminal.ask('removeSecondFactor', { body: { password, code } });
        return terminal.show(answer, () => 'taken away');
      }
      terminal.show(await terminal.ask('enrolSecondFactor', { body: { password } }), details);
      const code = await readSecret('code of the authenticator');
      const answer = await terminal.ask('confirmSecondFactor', { body: { code } });
      terminal.show(answer, ({ recoveryCodes }) =>
        ['in force; recovery codes, which are not shown again:', ...(recoveryCodes as string[])].join('\n'),
      );
    });
}

function keep(terminal: Terminal, { session }: ApiObject): void {
  if (typeof session === 'string') keepSession(terminal.url, session, process.env);
}

function signedIn({ name, role, firstDeed }: ApiObject): string {
  const first = {
    'change-password': '; change the password first: callveil-ctl me password',
    'set-up-second-factor': '; set up an authenticator first: callveil-ctl me second-factor',
  }[String(firstDeed)];
  return `signed in as ${String(name)}, ${String(role)}${first ?? ''}`;
}

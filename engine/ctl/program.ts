/** The commands, and their common options. */
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { addAccounts } from './commands/accounts.js';
import { addApplications } from './commands/applications.js';
import { addAudit } from './commands/audit.js';
import { addBackup } from './commands/backup.js';
import { addBindings } from './commands/bindings.js';
import { addBlacklist } from './commands/blacklist.js';
import { addCalls } from './commands/calls.js';
import { addDrain } from './commands/drain.js';
import { addEvents } from './commands/events.js';
import { addComplaints } from './commands/complaints.js';
import { addExplain } from './commands/explain.js';
import { addJournal } from './commands/journal.js';
import { addLive } from './commands/live.js';
import { addMayCall } from './commands/may-call.js';
import { addMessages } from './commands/messages.js';
import { addNumbers } from './commands/numbers.js';
import { addOnboarding } from './commands/onboarding.js';
import { integerOption, option } from './options.js';
import { addPrompts } from './commands/prompts.js';
import { addRecordings } from './commands/recordings.js';
import { addRecords } from './commands/records.js';
import { addReceivers } from './commands/receivers.js';
import { addRegistrations } from './commands/registrations.js';
import { addTrunks } from './commands/trunks.js';
import { DEFAULT_URL, type GlobalOptions } from './settings.js';
import { addReload } from './commands/reload.js';
import { addRestore } from './commands/restore.js';
import { addStatistics } from './commands/statistics.js';
import { addSignIn } from './commands/sign-in.js';
import { addStatus } from './commands/status.js';
import { addSubject } from './commands/subject.js';
import { addSystem } from './commands/system.js';
import { Terminal } from './terminal.js';

/** Its `parseAsync` rejects with CommanderError, which has been printed already, or with Failure. */
export function createProgram(): Command {
  const program = new Command('callveil-ctl')
    .description("Callveil's operator command line, over the operator API.")
    .version(readVersion())
    .addOption(
      option('--url <address>', `the operator API, else CALLVEIL_URL, else ${DEFAULT_URL}`, DEFAULT_URL),
    )
    .addOption(
      option(
        '--token-file <file>',
        'file with the bearer token, else CALLVEIL_TOKEN, else the session of sign-in',
        '/etc/callveil/token',
      ),
    )
    .addOption(integerOption('--timeout <seconds>', 'how long to wait for an answer', '30').default(10))
    .addOption(new Option('--json', 'the answer of the API as it is, for programs, e.g. --json'))
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', ending)
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'callveil-ctl: ')),
    })
    .exitOverride();
  const terminal = new Terminal(() => program.opts<GlobalOptions>());
  for (const add of [
    addStatus,
    addSystem,
    addReload,
    addDrain,
    addExplain,
    addMayCall,
    addCalls,
    addMessages,
    addRecords,
    addStatistics,
    addRecordings,
    addLive,
    addBindings,
    addNumbers,
    addApplications,
    addBlacklist,
    addRegistrations,
    addComplaints,
    addOnboarding,
    addPrompts,
    addReceivers,
    addEvents,
    addTrunks,
    addAccounts,
    addSignIn,
    addAudit,
    addSubject,
    addJournal,
    addBackup,
    addRestore,
  ]) {
    add(program, terminal);
  }
  return program;
}

const ending = `
Exit codes: 0 done, 1 refused by the API, 2 wrong use, 3 the service cannot be reached.

Examples:
  callveil-ctl explain +8613800000021 +8675500000001
  callveil-ctl bindings list --number +8613800000021
  callveil-ctl calls list --json`;

function readVersion(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

#!/usr/bin/env node
/** Flags and commands: run the service, or check its configuration. Nothing else. */
import { Command } from 'commander';
import { defaultConfigFile } from '../config/load.js';
import { checkFile } from './check-file.js';
import { restoreFile } from './restore-file.js';
import { runDoctor } from './run-doctor.js';
import { runService } from './run-service.js';
import { VERSION } from './version.js';

interface Flags {
  readonly config?: string;
  readonly check?: boolean;
}

// Everything that this process and its children write contains numbers or secrets: it is readable for this user only.
process.umask(0o077);

const program = new Command('callveil')
  .description('Privacy-number call router. Without a command it runs the service.')
  .version(VERSION)
  .option('-c, --config <file>', 'configuration file; config/reference.yaml explains every key')
  .option('--check', 'check the configuration and end; the same as the command check')
  .action(async ({ config, check }: Flags) => {
    if (check === true) process.exitCode = await checkFile(config ?? defaultConfigFile);
    else await runService(config);
  });

program
  .command('check')
  .description('Checks a configuration file and everything that the start would read; 0: good, 2: not.')
  .argument('[file]', 'configuration file, instead of --config')
  .option('--number <number...>', 'show how each trunk reads and writes these numbers')
  .action(async (file: string | undefined, { number = [] }: { readonly number?: readonly string[] }) => {
    const given = file ?? program.opts<Flags>().config ?? defaultConfigFile;
    process.exitCode = await checkFile(given, number);
  });

program
  .command('doctor')
  .description(
    'Examines the machine and the network for a configuration; 0: no fault, 1: faults, 2: bad configuration.',
  )
  .argument('[file]', 'configuration file, instead of --config')
  .option('--all', 'show what is good too')
  .option('--json', 'for programs')
  .action(
    async (file: string | undefined, { json = false, all = false }: { json?: boolean; all?: boolean }) => {
      process.exitCode = await runDoctor(file ?? program.opts<Flags>().config ?? defaultConfigFile, {
        json,
        all,
      });
    },
  );

program
  .command('restore')
  .description('Puts a backup of callveil-ctl in the place of what is stored; 0: done, 1: nothing changed.')
  .argument('<file>', 'the archive')
  .action(async (file: string) => {
    process.exitCode = await restoreFile(file, program.opts<Flags>().config ?? defaultConfigFile);
  });

await program.parseAsync();

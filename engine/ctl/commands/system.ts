/** `system`: the processes, the machine, and the last lines of the log. */
import type { ShownLogLines, ShownMachine } from '../../api/operator/system-answers.js';
import { integerOption, option } from '../options.js';
import { details, printable, Table } from '../table.js';
import type { Commands } from '../terminal.js';

interface LogOptions {
  readonly level?: string;
  readonly after?: number;
  readonly limit?: number;
}

export const addSystem: Commands = (program, terminal) => {
  const system = program.command('system').description('the processes, the machine, and the log');

  system
    .command('show')
    .description('processes, machine, disks, load and certificates')
    .action(async () => {
      terminal.show(await terminal.ask('getMachine'), (json) => drawn(json as unknown as ShownMachine));
    });

  system
    .command('log')
    .description('the last lines of the log of the engine, with numbers masked')
    .addOption(option('--level <level>', 'as grave as debug, info, warn or error', 'warn'))
    .addOption(integerOption('--after <n>', 'those after this one', '1200'))
    .addOption(integerOption('--limit <n>', 'how many, 200 if not said', '50'))
    .action(async (options: LogOptions) => {
      const answer = await terminal.ask('listLogLines', { query: { ...options } });
      terminal.show(answer, (json) => logText(json as unknown as ShownLogLines));
    });
};

function drawn({ versions, processes, machine, disks, load, certificates }: ShownMachine): string {
  return [
    new Table(['name', 'pid', 'uptimeSeconds', 'cpuSeconds', 'memoryBytes', 'openFiles']).lines(
      processes.map((one) => ({ ...one })),
    ),
    details({ versions, machine }),
    new Table(['folder', 'freeBytes', 'bytes', 'path']).lines(disks.map((one) => ({ ...one }))),
    new Table(['part', 'value']).lines(load.map((one) => ({ ...one }))),
    ...(certificates.length === 0
      ? []
      : [
          new Table(['of', 'expiresAt', 'names', 'file', 'because']).lines(
            certificates.map((one) => ({ ...one })),
          ),
        ]),
  ].join('\n\n');
}

function logText({ items }: ShownLogLines): string {
  return items
    .map(({ sequence, at, level, text, fields }) =>
      printable(`${sequence} ${at} ${level} ${text}${fields === '' ? '' : ` ${fields}`}`),
    )
    .join('\n');
}

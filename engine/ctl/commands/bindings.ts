/** `bindings`: relations of real numbers and privacy numbers, all modes. */
import type { Command } from 'commander';
import {
  axbOptions,
  axeOptions,
  axOptions,
  axybOptions,
  choiceOptions,
  modifyOptions,
  partOptions,
  requestBody,
} from './binding-options.js';
import { appKeyOption, argument, numberOption } from '../options.js';
import type { OperationId } from '../operations.js';
import { addPageOptions, showPages, type PageOptions } from '../page.js';
import { details } from '../table.js';
import type { Commands, Terminal } from '../terminal.js';

const fields = ['subscriptionId', 'mode', 'appKey', 'x', 'a', 'b', 'extension', 'expiresAt'];
const id = '3f0e6b52-7a1c-4f55-9d0e-2b6c8a4d1e90';

export const addBindings: Commands = (program, terminal) => {
  const bindings = program
    .command('bindings')
    .description('relations of real and privacy numbers, all modes');
  const subscription = () => argument('<subscriptionId>', 'id of the binding', id);

  addPageOptions(
    bindings
      .command('list')
      .description('bindings of an application, of a number, or all')
      .addOption(appKeyOption())
      .addOption(numberOption('--number', 'those that have it as X, Y, A or B', '+8613800000021')),
  ).action(async (options: PageOptions & { appKey?: string; number?: string }) => {
    const { appKey, number } = options;
    await showPages(terminal, options, fields, (page) =>
      terminal.ask('searchBindings', { body: { appKey, number, ...page } }),
    );
  });

  bindings
    .command('show')
    .description('one binding')
    .addArgument(subscription())
    .action(async (subscriptionId: string) => {
      terminal.show(await terminal.ask('getBinding', { params: { subscriptionId } }), details);
    });

  addMaking(bindings, terminal);

  const modify = bindings
    .command('modify')
    .description('change a binding of mode AXB, AX or AXE; what is not said stays')
    .addArgument(subscription());
  modifyOptions().forEach((option) => modify.addOption(option));
  modify.action(async (subscriptionId: string, options: object) => {
    const body = requestBody(options);
    terminal.show(await terminal.ask('modifyBinding', { params: { subscriptionId }, body }), details);
  });

  bindings
    .command('remove')
    .description('unbind; a call in progress goes on')
    .addArgument(subscription())
    .action(async (subscriptionId: string) => {
      const answer = await terminal.ask('removeBinding', { params: { subscriptionId } });
      terminal.show(answer, () => `removed ${subscriptionId}`);
    });
};

/** One command for each mode, since each needs different options. */
function addMaking(bindings: Command, terminal: Terminal): void {
  const add = bindings.command('add').description('bind, in one of the modes');
  const making = (name: string, description: string, operation: OperationId): Command =>
    add
      .command(name)
      .description(description)
      .action(async (options: object) => {
        terminal.show(await terminal.ask(operation, { body: requestBody(options) }), details);
      });
  const modes = [
    [making('axb', 'A and B reach each other through X', 'bindAxb'), axbOptions],
    [making('ax', 'everybody reaches A through X', 'bindAx'), axOptions],
    [making('axe', 'X and an extension reach A', 'bindAxe'), axeOptions],
    [making('axyb', 'A behind X; each B gets a Y of their own', 'bindAxyb'), axybOptions],
  ] as const;
  for (const [command, options] of modes) {
    command.addOption(appKeyOption().makeOptionMandatory());
    [...options(), ...choiceOptions()].forEach((option) => command.addOption(option));
  }
  const part = making('axyb-part', 'give a B a Y on an AXYB binding', 'bindAxybPart');
  [...partOptions(id), ...choiceOptions()].forEach((option) => part.addOption(option));
}

import t from 'tap';
import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { operations } from '../../../engine/ctl/operations.js';
import { createProgram } from '../../../engine/ctl/program.js';
import { openApiFile } from '../../support/write-openapi.js';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties: object } }>>;
  };
}

const { paths } = JSON.parse(readFileSync(openApiFile, 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

function find(...names: readonly string[]): Command {
  let command = createProgram();
  for (const name of names) {
    const next = command.commands.find((one) => one.name() === name);
    if (next === undefined) throw new TypeError(`no command ${names.join(' ')}`);
    command = next;
  }
  return command;
}

function* commands(command: Command): Iterable<Command> {
  yield command;
  for (const one of command.commands) yield* commands(one);
}

void t.test('every operation asked for is one of the API', (t) => {
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [
      operationId,
      `${method.toUpperCase()} ${path}`,
    ]),
  );
  t.match(Object.fromEntries(documented), operations);
  t.end();
});

void t.test('every option and argument has a description with an example', (t) => {
  for (const command of commands(createProgram())) {
    t.ok(command.description(), command.name());
    for (const { long, description } of command.options) {
      if (long !== '--version') t.match(description, /, e\.g\. /, `${command.name()} ${String(long)}`);
    }
    for (const one of command.registeredArguments)
      t.match(one.description, /, e\.g\. /, `${command.name()} ${one.name()}`);
  }
  t.end();
});

void t.test('the options of a binding are all that the API takes, and nothing else', (t) => {
  const asked: readonly [string, readonly string[]][] = [
    ['bindAxb', ['bindings', 'add', 'axb']],
    ['bindAx', ['bindings', 'add', 'ax']],
    ['bindAxe', ['bindings', 'add', 'axe']],
    ['bindAxyb', ['bindings', 'add', 'axyb']],
    ['bindAxybPart', ['bindings', 'add', 'axyb-part']],
    ['modifyBinding', ['bindings', 'modify']],
  ];
  const documented = Object.values(paths).flatMap((methods) => Object.values(methods));
  for (const [id, names] of asked) {
    const schema = documented.find(({ operationId }) => operationId === id)?.requestBody?.content[
      'application/json'
    ]?.schema;
    const fields = find(...names).options.map((option) => option.attributeName());
    // `--remove` names fields.
    const named = fields.filter((field) => field !== 'remove');
    const sent = new Set(named.map((field) => field.replace(/^calle[re]HintTone$/, 'preVoice')));
    t.same([...sent].sort(), Object.keys(schema?.properties ?? {}).sort(), names.join(' '));
  }
  t.end();
});

/** How options and arguments are described, each with an example, and parsed. The API judges their meaning. */
import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Argument, InvalidArgumentError, Option } from 'commander';
import { Failure } from './failure.js';

/** An option with a value; `example` is one as a user would type it. */
export function option(flags: string, description: string, example: string): Option {
  const [name = ''] = flags.split(' ');
  return new Option(flags, `${description}, e.g. ${name} ${example}`);
}

export function integerOption(flags: string, description: string, example: string): Option {
  return option(flags, description, example).argParser(readInteger);
}

export function booleanOption(flags: string, description: string): Option {
  return option(`${flags} <true|false>`, description, 'true').argParser(readBoolean);
}

export function numberOption(flags: string, description: string, example: string): Option {
  return option(`${flags} <number>`, description, example).argParser(readNumber);
}

export function argument(name: string, description: string, example: string): Argument {
  return new Argument(name, `${description}, e.g. ${example}`);
}

export function numberArgument(name: string, description: string, example: string): Argument {
  return argument(name, description, example).argParser(readNumber);
}

/** Several values, of an option or of arguments, as a list. */
export function numbersArgument(name: string, description: string, example: string): Argument {
  return argument(name, description, example).argParser((text: string, before: string[] | undefined) => [
    ...(before ?? []),
    readNumber(text),
  ]);
}

/** `name=value`, any number of times; an empty value removes a name. */
export function pairsOption(flags: string, description: string, example: string): Option {
  return option(flags, description, example).argParser((text: string, before?: Record<string, string>) => {
    const [, name, value] = /^([A-Za-z]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new InvalidArgumentError(`expected name=value such as ${example}`);
    return { ...before, [name]: value };
  });
}

export const appKeyOption = (): Option => option('--app-key <key>', 'key of the application', 'demo-app-key');
export const areaCodeOption = (): Option => option('--area-code <code>', 'area code of the city', '0755');

/** Writes a file that is not there yet. */
export async function writeNew(file: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (error) {
    throw new Failure('wrong-use', error instanceof Error ? error.message : String(error));
  }
}

/** The content of a file that is an argument; `-` is standard input. */
export async function readContent(file: string): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    throw new Failure('wrong-use', error instanceof Error ? error.message : String(error));
  }
}

function readInteger(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

function readBoolean(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('expected true or false');
  return text === 'true';
}

function readNumber(text: string): string {
  if (!/^\+?[\d\s().-]{4,40}$/.test(text))
    throw new InvalidArgumentError(
      'expected a phone number, with + and its country code or as it is dialled in the country of the service',
    );
  return text;
}

/** `backup`: everything that the service stores, as one archive. */
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Option } from 'commander';
import { asFailure, Failure } from '../failure.js';
import { argument } from '../options.js';
import type { Commands, Terminal } from '../terminal.js';

/** Bytes between two notes of the progress. */
const NOTE_EVERY = 256 * 1024 * 1024;
/** Every archive ends with it. A restore looks closer. */
const END = Buffer.alloc(1024);
/** The service answers when everything is copied. */
const PATIENCE_MS = 3_600_000;
export const addBackup: Commands = (program, terminal) => {
  program
    .command('backup')
    .description(
      'everything that the service stores, as one archive, while it works; `callveil restore` puts it back',
    )
    .addArgument(argument('<file>', 'where to; it must not be there', 'callveil.tar'))
    .addOption(new Option('--recordings', 'with the files of recordings, e.g. --recordings'))
    .addOption(new Option('--no-secrets', 'the configuration without secrets and keys, e.g. --no-secrets'))
    .action((file: string, { recordings = false, secrets }: { recordings?: boolean; secrets: boolean }) =>
      backedUp(terminal, file, { recordings, secrets }),
    );
};

/** Under its name once it is whole and on the disk. */
async function backedUp(
  terminal: Terminal,
  file: string,
  choice: { readonly recordings: boolean; readonly secrets: boolean },
): Promise<void> {
  if ((await stat(file).catch(() => undefined)) !== undefined)
    throw new Failure('wrong-use', `${file} is there already`);
  const part = `${file}.part`;
  const handle = await open(part, 'wx', 0o600).catch(asFailure);
  try {
    const bytes = await written(terminal, handle, choice);
    await handle.sync();
    await handle.close();
    await rename(part, file);
    await syncFolder(dirname(file));
    terminal.note(
      `${file}: ${bytes} bytes; keep it as safe as the service itself, it has numbers and secrets`,
    );
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true });
    return asFailure(error);
  }
}

/** Throws Failure if the connection breaks, or a proxy on the way has ended the answer before its time. */
async function written(terminal: Terminal, handle: FileHandle, choice: object): Promise<number> {
  let bytes = 0;
  let end = Buffer.alloc(0);
  for await (const piece of terminal.connection.pieces('exportBackup', { body: choice }, PATIENCE_MS)) {
    await handle.writeFile(piece);
    end = Buffer.concat([end, piece]).subarray(-END.length);
    const before = bytes;
    bytes += piece.length;
    if (Math.floor(before / NOTE_EVERY) < Math.floor(bytes / NOTE_EVERY))
      terminal.note(`${Math.floor(bytes / 1024 / 1024)} MiB so far`);
  }
  if (bytes < 3 * END.length || !end.equals(END))
    throw new Failure('unreachable', 'the archive is not whole: it has no end');
  return bytes;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * What the processes use of the machine: memory, file descriptors and disk, as shares of their limits. Read from /proc
 * every few seconds, asynchronously; where there is none of it, it counts as unused.
 */
import { readFile, readdir, stat, statfs } from 'node:fs/promises';
import { getHeapStatistics } from 'node:v8';

export interface Resources {
  /** The share of the machine's (or container's) memory in use, or of this process's heap if that is more. */
  readonly memory: number;
  /** The share of its limit that the process with the fewest free file descriptors has open. */
  readonly files: number;
  /** The share of the disk of the data folder in use. */
  readonly disk: number;
}

export const NONE_USED: Resources = { memory: 0, files: 0, disk: 0 };

/** `pids`: the processes of the service. Never rejects. */
export async function readResources(pids: readonly number[], folder: string): Promise<Resources> {
  const [memory, disk, ...files] = await Promise.all([
    memoryInUse(),
    diskInUse(folder),
    ...pids.map(filesInUse),
  ]);
  return { memory: Math.max(memory, heapInUse()), disk, files: Math.max(0, ...files) };
}

/** The share of what V8 lets this process's heap grow to. */
export function heapInUse(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / limit;
}

async function memoryInUse(): Promise<number> {
  const [text, current, limit] = await Promise.all([
    textOf('/proc/meminfo'),
    textOf('/sys/fs/cgroup/memory.current'),
    textOf('/sys/fs/cgroup/memory.max'),
  ]);
  const total = Number(/^MemTotal:\s+(\d+)/m.exec(text)?.[1]);
  const available = Number(/^MemAvailable:\s+(\d+)/m.exec(text)?.[1]);
  // The kernel counts the page cache of a container too, and gives it up before it kills anything.
  const cache = Number(/^file (\d+)/m.exec(await textOf('/sys/fs/cgroup/memory.stat'))?.[1] ?? 0);
  return Math.max(share(total - available, total), share(Number(current) - cache, Number(limit)));
}

async function diskInUse(folder: string): Promise<number> {
  const { blocks, bavail } = await statfs(folder).catch(() => ({ blocks: 0, bavail: 0 }));
  return share(blocks - bavail, blocks);
}

async function filesInUse(pid: number): Promise<number> {
  const limit = Number(/^Max open files\s+(\d+)/m.exec(await textOf(`/proc/${pid}/limits`))?.[1]);
  return share(await openFiles(pid), limit);
}

async function openFiles(pid: number): Promise<number> {
  const folder = `/proc/${pid}/fd`;
  // Linux 6.2 and newer say the number as the size.
  const size = await stat(folder).then(
    (found) => found.size,
    () => 0,
  );
  return size > 0
    ? size
    : readdir(folder).then(
        (found) => found.length,
        () => 0,
      );
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** 0 if it is unknown. */
function share(used: number, of: number): number {
  return used > 0 && of > 0 ? used / of : 0;
}

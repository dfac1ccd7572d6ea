/** CPU and memory of a process and all its children, from /proc (proc(5)). */
import { readFileSync, readdirSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** The process and its descendants, the process first. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? fieldsOf(Number(entry))?.[1] : undefined;
    if (parent === undefined) continue;
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(entry)]);
  }
  const collect = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(collect)];
  return collect(root);
}

/** User and system time of these processes so far, in seconds. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = fieldsOf(pid);
    return sum + (fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND);
  }, 0);
}

/** Resident memory of a process in bytes. */
export function residentBytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  return Number(match?.[1] ?? 0) * 1024;
}

/** As `nice` counts, of its first thread. */
export function nicenessOf(pid: number): number {
  return Number(fieldsOf(pid)?.[16]);
}

export type ServiceProcess = 'engine' | 'sip' | 'media' | 'recorder';

/** What each process of the service runs, at the end of the word that names the program. */
const PROGRAMS: Readonly<Record<ServiceProcess, RegExp>> = {
  engine: /engine-process\.js/,
  sip: /sip-process\.js/,
  media: /media-process\.js/,
  recorder: /recorder-process\.js/,
};

/** The pid of one of the processes of the service that `root` started. Throws an Error where there is none. */
export function serviceProcess(root: number, name: ServiceProcess): number {
  const pid = processTree(root).find((child) => programOf(child) === name);
  if (pid === undefined) throw new Error(`the service has no process ${name}`);
  return pid;
}

/** Which process of the service it is; undefined where it is none. */
export function programOf(pid: number): ServiceProcess | undefined {
  const line = commandLine(pid);
  return (Object.keys(PROGRAMS) as ServiceProcess[]).find((name) => PROGRAMS[name].test(line));
}

/** Command line of a process, words joined by blanks. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  } catch {
    return '';
  }
}

/** /proc/<pid>/stat after the command name: [state, ppid, …]; undefined when the process has gone. */
function fieldsOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

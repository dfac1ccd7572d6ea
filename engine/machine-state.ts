/**
 * The machine and the processes of the service on it, for operators: read from /proc and the file system when it is asked
 * for. What is not there is left out; nothing here rejects.
 */
import { X509Certificate } from 'node:crypto';
import { readFile, stat, statfs } from 'node:fs/promises';
import { cpus, freemem, hostname, loadavg, totalmem, uptime } from 'node:os';
import type { Config } from '../config/config.js';
import type { ShownMachine } from './api/operator/system-answers.js';
import type { LoadPart } from './load.js';
import { VERSION } from './version.js';

export interface MachineParts {
  readonly config: () => Pick<Config, 'api' | 'sip' | 'trunks' | 'dataDirectory' | 'recording' | 'prompts'>;
  /** The processes beside the engine, by the names of their endpoints. */
  readonly processes: () => ReadonlyMap<string, number>;
  readonly load: () => readonly LoadPart[];
}

/** Of Linux, for programs: `sysconf(_SC_CLK_TCK)`. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

export async function machineState({ config, processes, load }: MachineParts): Promise<ShownMachine> {
  const current = config();
  const [listed, disks, certificates] = await Promise.all([
    processesOf(processes()),
    disksOf(current),
    certificatesOf(current),
  ]);
  const { node = '', v8 = '', openssl = '', uv = '' } = process.versions;
  return {
    versions: { callveil: VERSION, node, v8, openssl, uv },
    processes: listed,
    machine: {
      name: hostname(),
      cpus: cpus().length,
      loadAverage: loadavg().map((value) => Math.round(value * 100) / 100),
      memoryBytes: totalmem(),
      freeMemoryBytes: await availableMemory(),
      uptimeSeconds: Math.round(uptime()),
    },
    disks,
    load: [...load()].map(({ part, value, isDelay }) => ({
      ...{ part, isDelay },
      value: Math.round(value * 1000) / 1000,
    })),
    certificates,
  };
}

/** Several endpoints may be one process: the workers of the media process are threads. */
async function processesOf(endpoints: ReadonlyMap<string, number>): Promise<ShownMachine['processes']> {
  const named = new Map<number, string>([
    [process.ppid, 'parent'],
    [process.pid, 'engine'],
  ]);
  for (const [endpoint, pid] of endpoints) named.set(pid, endpoint.replace(/-\d+$/, ''));
  return Promise.all([...named].map(async ([pid, name]) => ({ name, pid, ...(await usageOf(pid)) })));
}

/** proc_pid_stat(5): fields are counted behind the name, which may contain blanks. */
async function usageOf(pid: number): Promise<Partial<ShownMachine['processes'][number]>> {
  const [text, booted] = await Promise.all([textOf(`/proc/${pid}/stat`), textOf('/proc/uptime')]);
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [userTicks, systemTicks, startTicks, pages] = [fields[11], fields[12], fields[19], fields[21]];
  if (userTicks === undefined || systemTicks === undefined || startTicks === undefined || pages === undefined)
    return {};
  const openFiles = await stat(`/proc/${pid}/fd`).then(
    ({ size }) => size,
    () => 0,
  );
  return {
    uptimeSeconds: Math.max(0, Math.round(Number.parseFloat(booted) - startTicks / TICKS_PER_SECOND)),
    cpuSeconds: (userTicks + systemTicks) / TICKS_PER_SECOND,
    memoryBytes: pages * PAGE_BYTES,
    ...(openFiles > 0 && { openFiles }),
  };
}

async function disksOf({
  dataDirectory,
  recording,
  prompts,
}: Pick<Config, 'dataDirectory' | 'recording' | 'prompts'>): Promise<ShownMachine['disks']> {
  const folders = { data: dataDirectory, recordings: recording.directory, prompts: prompts.directory };
  const found = await Promise.all(
    Object.entries(folders).map(async ([folder, path]) => {
      const disk = await statfs(path).catch(() => undefined);
      return disk === undefined
        ? []
        : [{ folder, path, bytes: disk.blocks * disk.bsize, freeBytes: disk.bavail * disk.bsize }];
    }),
  );
  return found.flat();
}

async function certificatesOf({
  api,
  sip,
  trunks,
}: Pick<Config, 'api' | 'sip' | 'trunks'>): Promise<ShownMachine['certificates']> {
  const files: (readonly [of: string, file: string | undefined])[] = [
    ['api', api.tls?.certificateFile],
    ...sip.listen.flatMap(({ host, port, certificateFile, moreCertificates = [] }) => [
      [`sip ${host}:${port}`, certificateFile] as const,
      ...moreCertificates.map((more) => [`sip ${host}:${port}`, more.certificateFile] as const),
    ]),
    ...trunks.map(({ name, tls }) => [`trunk ${name}`, tls.certificateFile] as const),
  ];
  return Promise.all(files.flatMap(([of, file]) => (file === undefined ? [] : [certificateOf(of, file)])));
}

async function certificateOf(of: string, file: string): Promise<ShownMachine['certificates'][number]> {
  try {
    const certificate = new X509Certificate(await readFile(file));
    const names = certificate.subjectAltName ?? certificate.subject;
    return {
      ...{
        of,
        file,
        names: names.split(/, |\n/).map((name) => name.replace(/^(DNS|IP Address|CN)[:=]/, '')),
      },
      expiresAt: new Date(certificate.validTo).toISOString(),
    };
  } catch (error) {
    return { of, file, names: [], because: error instanceof Error ? error.message : String(error) };
  }
}

/** The kernel gives up its cache before anything else. */
async function availableMemory(): Promise<number> {
  const available = /^MemAvailable:\s+(\d+) kB/m.exec(await textOf('/proc/meminfo'))?.[1];
  return available === undefined ? freemem() : Number(available) * 1024;
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

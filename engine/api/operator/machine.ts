/** The machine and the processes on it, and the last lines of the log with every number masked. */
import { maskText } from '../../observe/log.js';
import { maskDigitsOnce } from '../../observe/recent-lines.js';
import type { LogLevel, LogLine, Operations } from './context.js';
import { answer, body, failures, time } from './schemas.js';
import type { ShownLogLine, ShownLogLines } from './system-answers.js';

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;
const real = { type: 'number' } as const;
const items = (properties: object): object => ({
  type: 'array',
  items: { type: 'object', properties },
});
/** Longer ones are cut. */
const SHOWN_FIELDS = 1500;

export const machineOperations: Operations = (app, context) => {
  app.get(
    '/system/machine',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getMachine',
        tags: ['system'],
        summary: 'The processes, the machine, its disks, the load and the certificates',
        response: {
          200: answer('Now. What the system does not tell is left out.', {
            versions: { type: 'object', additionalProperties: text },
            processes: items({
              ...{ name: text, pid: whole, uptimeSeconds: whole, cpuSeconds: real, memoryBytes: whole },
              openFiles: whole,
            }),
            machine: {
              type: 'object',
              properties: {
                ...{ name: text, cpus: whole, loadAverage: { type: 'array', items: real } },
                ...{ memoryBytes: whole, freeMemoryBytes: whole, uptimeSeconds: whole },
              },
            },
            disks: items({ folder: text, path: text, bytes: whole, freeBytes: whole }),
            load: items({
              part: text,
              value: { ...real, description: 'At 1 the part is at its limit, and new calls are refused.' },
              isDelay: { type: 'boolean', description: 'A delay, and no reserve.' },
            }),
            certificates: items({
              ...{ of: text, file: text, names: { type: 'array', items: text }, expiresAt: time },
              because: { ...text, description: 'Why it cannot be read.' },
            }),
          }),
          ...failures,
        },
      },
    },
    () => context.machine(),
  );
  logOperation(app, context);
};

const logOperation: Operations = (app, { logLines }) => {
  app.get<{ Querystring: { level: LogLevel; after: number; limit: number } }>(
    '/system/log',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'listLogLines',
        tags: ['system'],
        summary: 'The last lines of the log of the engine',
        description:
          'From memory: some hundreds, since the start of the engine. Numbers are masked whatever `log.showNumbers` says. The ' +
          'other processes write to the same standard output, and are not here.',
        querystring: body({
          level: { type: 'string', enum: ['debug', 'info', 'warn', 'error'], default: 'info' },
          after: {
            ...whole,
            minimum: 0,
            default: 0,
            description: '`sequence` of the last one that was read.',
          },
          limit: { ...whole, minimum: 1, maximum: 1000, default: 200 },
        }),
        response: {
          200: answer('Newest last.', {
            items: items({ sequence: whole, at: time, level: text, text, fields: text }),
          }),
          ...failures,
        },
      },
    },
    ({ query }): ShownLogLines => ({ items: logLines(query).map(shownLine) }),
  );
};

/** Under `pii` it is masked already; a text may have what only looks like an id. */
function shownLine({ sequence, text: line }: LogLine): ShownLogLine {
  const { level, time: at, msg, ...rest } = parsed(line);
  const fields = masked(rest);
  const shown = Object.keys(fields as object).length === 0 ? '' : JSON.stringify(fields);
  return {
    sequence,
    at: typeof at === 'string' ? at : new Date(0).toISOString(),
    level: String(level),
    text: maskText(String(msg ?? '')),
    fields: shown.length > SHOWN_FIELDS ? `${shown.slice(0, SHOWN_FIELDS)}…` : shown,
  };
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return { level: 'info', msg: line };
  }
}

/** Under `pii` every run of digits; elsewhere what looks like a number, so that ids stay whole. */
function masked(value: unknown, isPersonal = false): unknown {
  if (typeof value === 'string') return isPersonal ? maskDigitsOnce(value) : maskText(value);
  if (Array.isArray(value)) return value.map((inner) => masked(inner, isPersonal));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, masked(inner, isPersonal || key === 'pii')]),
  );
}

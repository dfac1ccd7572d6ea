/** What is in force where the configuration file and the journal differ, in words for the log and for `--check`. */
import type { LoadedConfig } from '../config/load.js';
import { escapePointer } from '../config/read-yaml.js';
import type { FileReport } from '../routing/filed-applications.js';

export interface InForce {
  /** `warn`: the file's value is not in force. */
  readonly level: 'info' | 'warn';
  /** `callveil.yaml:12 applications[0].status` */
  readonly place: string;
  readonly text: string;
}

/** One line for each key and number on which the two differed. */
export function describeInForce(report: FileReport, loaded: LoadedConfig): readonly InForce[] {
  const { config, file } = loaded;
  const places = new Map(config.applications.map(({ appKey }, index) => [appKey, `/applications/${index}`]));
  const placeOf = (pointer: string): string => {
    const { line, key } = loaded.placeOf(pointer);
    return `${file}:${line} ${key}`;
  };
  const ofApplications = report.applications.flatMap(({ appKey, fromApi, fromFile }) => {
    const place = (key: string): string =>
      placeOf(`${places.get(appKey) ?? ''}/${key.split('.').map(escapePointer).join('/')}`);
    return [
      ...fromApi.map((key) => inForce('warn', place(key), BY_API)),
      ...fromFile.map((key) => inForce('info', place(key), BY_FILE)),
    ];
  });
  const ofNumbers = report.numbers.map(({ number, appKey, holder, outcome }) => {
    const at = config.applications.find((one) => one.appKey === appKey)?.numbers ?? [];
    const index = at.findIndex((one) => one.number === number);
    const place = placeOf(`${places.get(appKey) ?? ''}/numbers/${index}/number`);
    return inForce(outcome === 'moved' ? 'info' : 'warn', place, NUMBER[outcome](holder));
  });
  return [...ofApplications, ...ofNumbers];
}

const BY_API = 'in force is what was set through the API, which is later than this';
const BY_FILE = 'in force is this, which is later than what was set through the API';

const NUMBER = {
  moved: (holder: string) => `taken from application ${holder}, which had it until now`,
  'in-use': (holder: string) => `stays with application ${holder}, as bindings are on it`,
  'moved-by-api': (holder: string) =>
    `stays with application ${holder}, where it was put through the API since`,
} as const;

function inForce(level: InForce['level'], place: string, text: string): InForce {
  return { level, place, text };
}

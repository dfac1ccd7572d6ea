/**
 * Reads a ladder file: its settings and its cases, each a list of steps. The README beside the cases has the language.
 */
import { parse } from 'yaml';

export interface LadderSettings {
  readonly a?: Settings;
  readonly b?: Settings;
  /** Where callees are reached when `b` cannot; there is no such trunk without. */
  readonly c?: Settings;
  readonly service?: Settings;
  readonly binding?: Settings;
  readonly mode?: 'AXB' | 'AXE';
  readonly country?: string;
  readonly only?: string;
  readonly why?: string;
  readonly transport?: 'udp' | 'tcp';
}

export type Settings = Readonly<Record<string, unknown>>;

export interface LadderStep {
  readonly line: number;
  /** The line without what stands below it. */
  readonly text: string;
  /** Indented lines below it, without their indentation. */
  readonly below: readonly string[];
}

export interface LadderCase {
  readonly title: string;
  readonly settings: LadderSettings;
  readonly steps: readonly LadderStep[];
}

const KEYS = new Set(['a', 'b', 'c', 'service', 'binding', 'mode', 'country', 'only', 'why', 'transport']);

/** Throws an Error that names the line of the file at fault. */
export function readLadder(text: string, file: string): LadderCase[] {
  const [head = { title: '', line: 0, lines: [] }, ...cases] = sectionsOf(text);
  const shared = settingsOf(head.lines.join('\n'), file);
  return cases.map(({ title, line, lines }) => {
    const own = lines.filter((one) => one.startsWith('@')).map((one) => one.slice(1));
    return {
      title,
      settings: { ...shared, ...settingsOf(own.join('\n'), file) },
      steps: stepsOf(lines, line, file),
    };
  });
}

interface Section {
  readonly title: string;
  readonly line: number;
  readonly lines: string[];
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ title: '', line: 1, lines: [] }];
  text.split('\n').forEach((line, index) => {
    if (line.startsWith('=== ')) sections.push({ title: line.slice(4).trim(), line: index + 2, lines: [] });
    else sections.at(-1)?.lines.push(line);
  });
  return sections;
}

function settingsOf(yaml: string, file: string): LadderSettings {
  const settings = (parse(yaml) ?? {}) as Settings;
  const unknown = Object.keys(settings).find((key) => !KEYS.has(key));
  if (unknown !== undefined)
    throw new Error(`${file}: expected one of ${[...KEYS].join(', ')}, found ${unknown}`);
  if ('only' in settings && !('why' in settings)) throw new Error(`${file}: a case of one mode says why`);
  return settings;
}

function stepsOf(lines: readonly string[], firstLine: number, file: string): LadderStep[] {
  const steps: { line: number; text: string; below: string[] }[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#') || line.startsWith('@')) return;
    if (!/^\s/.test(line)) return void steps.push({ line: firstLine + index, text: line.trim(), below: [] });
    const step = steps.at(-1);
    if (step === undefined) throw new Error(`${file}:${firstLine + index} nothing stands above this line`);
    step.below.push(line.trim());
  });
  return steps;
}

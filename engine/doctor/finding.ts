/** What a check of the doctor found, in words. */

export type Level = 'good' | 'doubt' | 'fault';

export interface Finding {
  /** `ports`, `certificates` … */
  readonly check: string;
  readonly level: Level;
  /** What was looked at: an address, a file, a trunk. */
  readonly subject: string;
  readonly found: string;
  /** What to do; always there unless it is good. */
  readonly advice?: string;
}

export interface Findings {
  good(subject: string, found: string): void;
  doubt(subject: string, found: string, advice: string): void;
  fault(subject: string, found: string, advice: string): void;
}

/** Collects the findings of one check. */
export function findingsOf(check: string, all: Finding[]): Findings {
  return {
    good: (subject, found) => void all.push({ check, level: 'good', subject, found }),
    doubt: (subject, found, advice) => void all.push({ check, level: 'doubt', subject, found, advice }),
    fault: (subject, found, advice) => void all.push({ check, level: 'fault', subject, found, advice }),
  };
}

/** Lines for a person; those that are good are left out unless asked for. */
export function describeFindings(findings: readonly Finding[], withGood: boolean): readonly string[] {
  const shown = findings.filter(({ level }) => withGood || level !== 'good');
  const lines = shown.flatMap(({ check, level, subject, found, advice }) => [
    `${MARKS[level]} ${check}: ${subject}: ${found}`,
    ...(advice === undefined ? [] : [`      → ${advice}`]),
  ]);
  const count = (wanted: Level): number => findings.filter(({ level }) => level === wanted).length;
  return [...lines, `${count('fault')} faults, ${count('doubt')} doubts, ${count('good')} good`];
}

const MARKS: Readonly<Record<Level, string>> = { good: 'good ', doubt: 'doubt', fault: 'FAULT' };

/** The Chinese of every text of the console. */
import { accounts } from './chinese-accounts.js';
import { bindings } from './chinese-bindings.js';
import { frame } from './chinese-frame.js';
import { numbers } from './chinese-numbers.js';
import { operation } from './chinese-operation.js';
import { records } from './chinese-records.js';
import { routing } from './chinese-routing.js';
import { rules } from './chinese-rules.js';
import { statistics } from './chinese-statistics.js';
import { system } from './chinese-system.js';

export const chinese = {
  ...frame,
  ...routing,
  ...records,
  ...rules,
  ...operation,
  ...bindings,
  ...numbers,
  ...statistics,
  ...system,
  ...accounts,
} as const;

/** A text of the console, in English; `{name}` in it stands for a value. */
export type Phrase = keyof typeof chinese;

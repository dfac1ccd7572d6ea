/** The Chinese of every text of the console. */
import { frame } from './chinese-frame.js';
import { operation } from './chinese-operation.js';
import { records } from './chinese-records.js';
import { routing } from './chinese-routing.js';
import { rules } from './chinese-rules.js';

export const chinese = { ...frame, ...routing, ...records, ...rules, ...operation } as const;

/** A text of the console, in English; `{name}` in it stands for a value. */
export type Phrase = keyof typeof chinese;

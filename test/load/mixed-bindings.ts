/** Bindings of mixed modes in the table of routing: what one takes of memory, and how long a call takes to resolve. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Mode } from '../../routing/application.js';
import type { Binding, YbPart } from '../../routing/binding.js';
import { documentOf, type Relation } from '../../routing/claims.js';
import { keys } from '../../routing/journal/documents.js';
import type { E164 } from '../../routing/numbers/number.js';
import { resolve, type ResolutionQuery } from '../../routing/resolve.js';
import { Table } from '../../routing/table/table.js';
import {
  application,
  chinaPolicy,
  inOnePiece,
  mobile,
  noon,
  privateNumber,
} from '../support/stages/routing-world.js';

const MODES = ['AXB', 'AX', 'AXE', 'AXYB'] as const;
const AXB_PER_X = 4000;
const AXE_PER_X = 9000;
const YS = 2000;
const RUNS = 4000;
const CALLS_A_RUN = 100;
const applications = new Map(MODES.map((mode) => [`app-${mode.toLowerCase()}`, application(mode)]));

/** A quarter of them in each mode; the parts of AXYB are counted as bindings of their own. */
export function measureMixedModes(count: number): {
  bindings: number;
  bytesPerBinding: number;
  resolveNanosecondsP50: number;
} {
  const table = new Table();
  const numbers = new Set<E164>();
  for (let n = 0; n < count; n += 1) {
    const { mode, x, y } = placeOf(n);
    addNumber(table, numbers, mode, x);
    if (y !== undefined) addNumber(table, numbers, mode, y);
  }
  numbers.clear();
  const before = memory();
  for (let n = 0; n < count; n += 1) for (const relation of relationsOf(n)) table.put(documentOf(relation));
  const relations = count + Math.floor(count / MODES.length);
  const bytesPerBinding = Math.round((memory() - before) / relations);
  return { bindings: relations, bytesPerBinding, resolveNanosecondsP50: resolveCalls(table, count) };
}

interface Place {
  readonly mode: (typeof MODES)[number];
  /** Which of its mode it is. */
  readonly at: number;
  readonly x: E164;
  readonly y: E164 | undefined;
}

function placeOf(n: number): Place {
  const mode = MODES[n % MODES.length] ?? 'AXB';
  const at = Math.floor(n / MODES.length);
  switch (mode) {
    case 'AXB':
      return { mode, at, x: privateNumber(Math.floor(at / AXB_PER_X)), y: undefined };
    case 'AXE':
      return { mode, at, x: privateNumber(10_000_000 + Math.floor(at / AXE_PER_X)), y: undefined };
    case 'AX':
      return { mode, at, x: privateNumber(20_000_000 + at), y: undefined };
    case 'AXYB':
      return { mode, at, x: privateNumber(30_000_000 + at), y: privateNumber(40_000_000 + (at % YS)) };
  }
}

function relationsOf(n: number): Relation[] {
  const { mode, at, x, y } = placeOf(n);
  const base = {
    id: uuid(n),
    appKey: `app-${mode.toLowerCase()}`,
    x,
    a: mobile(2 * n),
    revision: 1,
    createdAt: noon + n,
    changedAt: noon + n,
    recordFlag: n % 2 === 0,
    recordHintTone: n % 2 === 0 ? 'recording-hint.wav' : undefined,
    userData: n % 10 === 0 ? `order-${n}` : undefined,
  };
  const b = mobile(2 * n + 1);
  const expiresAt = noon + 86_400_000 + n;
  const rules = { maxDuration: 0, lastMinVoice: undefined, privateSms: true, preVoice: undefined };
  switch (mode) {
    case 'AXB':
      return [{ ...base, ...rules, mode, b, callDirection: 0, duration: 86_400, expiresAt }];
    case 'AX':
      return [
        {
          ...base,
          ...rules,
          mode,
          callDirection: undefined,
          expiresAt: undefined,
          calleeNumDisplay: '0',
          turnFlag: 'on',
        },
      ];
    case 'AXE':
      return [
        {
          ...base,
          mode,
          extension: String((at % AXE_PER_X) + 1).padStart(4, '0'),
          displayNumMode: '0',
          callbackTone: undefined,
          callbackNum: b,
          timeUnit: '0',
          bindExpiredTime: 24,
          callbackExpiredTime: 0,
          callbackLifetimeMs: 0,
          expiresAt,
        },
      ];
    case 'AXYB':
      return axybOf(
        { ...base, mode, callDirection: 0, duration: 86_400, ybDuration: 0, preVoiceX: undefined, expiresAt },
        y,
        b,
      );
  }
}

function axybOf(whole: Binding & { readonly mode: 'AXYB' }, y: E164 | undefined, b: E164): Relation[] {
  if (y === undefined) throw new TypeError('an AXYB relation has a Y');
  const { id, appKey, x, a, createdAt, changedAt, expiresAt } = whole;
  const times = { revision: 1, createdAt, changedAt, expiresAt, ybDuration: 0 };
  const part: YbPart = {
    mode: 'YB',
    subscriptionId: id,
    appKey,
    x,
    a,
    y,
    b,
    ...times,
    preVoiceY: undefined,
    automatic: true,
  };
  return [whole, part];
}

/**
 * Calls both ways of every mode, at random; the median of runs of a hundred, since a clock costs as much as a look-up.
 */
function resolveCalls(table: Table, count: number): number {
  const view = { table, policy: chinaPolicy, application: (appKey: string) => applications.get(appKey) };
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const calls = Array.from({ length: CALLS_A_RUN }, (_, n) => {
      const place = (Math.imul(run * CALLS_A_RUN + n + 1, 0x9e3779b1) >>> 0) % count;
      return callOf(place, (run + n) % 2 === 0);
    });
    let connected = 0;
    const started = process.hrtime.bigint();
    for (const call of calls) if (resolve(view, call).kind === 'connect') connected += 1;
    samples.push(Number(process.hrtime.bigint() - started) / CALLS_A_RUN);
    if (connected !== CALLS_A_RUN) throw new Error(`${connected} of ${CALLS_A_RUN} calls were connected`);
  }
  return Math.round(samples.sort((one, other) => one - other)[samples.length >> 1] ?? 0);
}

function callOf(n: number, fromA: boolean): ResolutionQuery {
  const { mode, at, x, y } = placeOf(n);
  // In AX, A has no callee without a temporary one.
  const callsOut = fromA && mode !== 'AX';
  const caller = inOnePiece(mobile(callsOut ? 2 * n : 2 * n + 1));
  const dialled = inOnePiece(callsOut ? (y ?? x) : x);
  if (mode !== 'AXE' || callsOut) return { caller, dialled, at: noon };
  return { caller, dialled, digits: String((at % AXE_PER_X) + 1).padStart(4, '0'), at: noon };
}

function addNumber(table: Table, known: Set<E164>, mode: Mode, number: E164): void {
  if (known.has(number)) return;
  known.add(number);
  const value = { number, appKey: `app-${mode.toLowerCase()}`, areaCode: '0755', status: 'normal' as const };
  table.put({ key: keys.number(number), revision: 1, value });
}

/** Spread as random ones are. */
function uuid(n: number): string {
  const hex = (seed: number): string => (Math.imul(n + 1, seed) >>> 0).toString(16).padStart(8, '0');
  const [one, two, three] = [hex(0x9e3779b1), hex(0x85ebca6b), hex(0xc2b2ae35)];
  return `${one}-${two.slice(0, 4)}-4${two.slice(5)}-8${three.slice(1, 4)}-${three.slice(4)}${n.toString(16).padStart(8, '0')}`;
}

/** Heap and array buffers in use, after a collection. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

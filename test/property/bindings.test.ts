/**
 * Random requests in random order: the product answers, and routes calls, as the naive model does; on every journal
 * alike.
 */
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { ApplicationRegistry, type Application } from '../../routing/application.js';
import { BindingError } from '../../routing/bindings/binding-error.js';
import type { Direction } from '../../routing/binding.js';
import type { Journal } from '../../routing/journal/journal.js';
import { MemoryJournal, MemoryStore } from '../../routing/journal/memory.js';
import { createRouting, type Routing } from '../../routing/routing.js';
import { kinds } from '../support/stages/journal-kinds.js';
import { application, chinaPolicy, mobile, noon, privateNumber } from '../support/stages/routing-world.js';
import { AxybBench, axybCommand, type AxybCommand } from './axyb-bench.js';
import { AxybModel } from './axyb-model.js';
import { BindingModel, type ModelRelation } from './binding-model.js';

const quotas = { pairsPerX: 2, xPerA: 2, relationsPerY: 2 };
const apps = {
  AXB: application('AXB'),
  AX: application('AX'),
  AXE: application('AXE', { extensionDigits: 1 }),
};
const axybApp = application('AXYB');
type ModelMode = keyof typeof apps;
const modes: readonly ModelMode[] = ['AXB', 'AX', 'AXE'];
const parties = [1, 2, 3, 4, 5].map(mobile);
/** Three numbers a mode. */
const numbers = Object.fromEntries(
  modes.map((mode, m) => [mode, [1, 2, 3].map((n) => privateNumber(10 * m + n))]),
) as Readonly<Record<ModelMode, ReturnType<typeof privateNumber>[]>>;

const axybNumbers = [41, 42, 43, 44, 45].map(privateNumber);

type Command =
  | AxybCommand
  | {
      readonly do: 'bind';
      readonly mode: ModelMode;
      readonly x: number;
      readonly a: number;
      readonly b: number;
      readonly extension: number;
      readonly seconds: number;
      readonly direction: Direction;
    }
  | {
      readonly do: 'modify';
      readonly nth: number;
      readonly a?: number;
      readonly b?: number;
      readonly direction?: Direction;
      readonly seconds?: number;
    }
  | { readonly do: 'unbind'; readonly nth: number }
  | { readonly do: 'pass'; readonly seconds: number; readonly sweep: boolean };

const party = fc.nat({ max: 4 });
const direction = fc.constantFrom<Direction>(0, 1, 2);
const seconds = fc.constantFrom(0, 5, 60);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('bind' as const),
      mode: fc.constantFrom(...modes),
      x: fc.nat({ max: 2 }),
      a: party,
      b: party,
      extension: fc.integer({ min: 1, max: 3 }),
      seconds,
      direction,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        do: fc.constant('modify' as const),
        nth: fc.nat({ max: 20 }),
        a: party,
        b: party,
        direction,
        seconds,
      },
      { requiredKeys: ['do', 'nth'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unbind' as const), nth: fc.nat({ max: 20 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      seconds: fc.constantFrom(1, 5, 60),
      sweep: fc.boolean(),
    }),
  },
  { weight: 9, arbitrary: axybCommand },
);

class Bench {
  readonly model = new BindingModel(noon, quotas);
  readonly axyb = new AxybBench(axybApp, parties, axybNumbers, new AxybModel(noon, axybNumbers, quotas));
  readonly ids: { readonly id: string; readonly mode: ModelMode }[] = [];
  readonly answers: string[] = [];
  routing: Routing;
  #now = noon;
  #nextId = 1;

  private constructor(routing: Routing) {
    this.routing = routing;
  }

  static async on(journal: Journal): Promise<Bench> {
    const clock = { now: () => noon };
    const bench = new Bench(await route(journal, () => clock.now()));
    clock.now = () => bench.#now;
    for (const mode of modes) {
      const pool = numbers[mode].map((number) => ({ number, areaCode: '0755' }));
      await bench.routing.pool.add(apps[mode].appKey, pool);
    }
    const pool = axybNumbers.map((number) => ({ number, areaCode: '0755' }));
    await bench.routing.pool.add(axybApp.appKey, pool);
    return bench;
  }

  /** Does it to both. The product makes ids, so the model learns them. */
  async run(command: Command): Promise<void> {
    if (command.do === 'pass') {
      this.#now += command.seconds * 1000;
      this.model.pass(command.seconds * 1000);
      this.axyb.model.pass(command.seconds * 1000);
      if (command.sweep) await this.routing.sweep();
      return;
    }
    if (isAxyb(command)) return this.axyb.run(this.routing, command);
    const [actual, expected] =
      command.do === 'bind' ? await this.#bind(command) : await this.#change(command);
    this.answers.push(actual);
    if (actual !== expected)
      throw new Error(`${JSON.stringify(command)}: expected ${expected}, found ${actual}`);
  }

  async #bind(command: Command & { readonly do: 'bind' }): Promise<readonly [string, string]> {
    const wanted = this.#relation(command);
    const { axb, ax, axe } = this.routing.bindings;
    const { a, b, x } = wanted;
    const request = { a, b, x, callDirection: command.direction, duration: command.seconds };
    const actual = await outcome(async () => {
      const made =
        command.mode === 'AXB'
          ? await axb.bind(apps.AXB, request)
          : command.mode === 'AX'
            ? await ax.bind(apps.AX, request)
            : await axe.bind(apps.AXE, {
                a,
                x,
                extension: wanted.extension,
                timeUnit: '1',
                bindExpiredTime: command.seconds,
              });
      this.ids.push({ id: made.id, mode: command.mode });
      return made.id;
    });
    return [
      actual === 'ok' ? 'ok' : actual,
      this.model.bind({ ...wanted, id: actual === 'ok' ? this.#lastId() : wanted.id }),
    ];
  }

  async #change(command: Command & { readonly do: 'modify' | 'unbind' }): Promise<readonly [string, string]> {
    const known = this.ids[command.nth];
    if (known === undefined) return ['ok', 'ok'];
    const { id, mode } = known;
    if (command.do === 'unbind') {
      const actual = await outcome(async () => {
        await this.#requests(mode).unbind(apps[mode], { subscriptionId: id });
      });
      return [actual, this.model.unbind(id)];
    }
    const change: Partial<ModelRelation> = {};
    if (command.a !== undefined && mode !== 'AXE') change.a = parties[command.a] ?? '';
    if (command.b !== undefined && mode === 'AXB') change.b = parties[command.b] ?? '';
    if (command.direction !== undefined && mode !== 'AXE') change.direction = command.direction;
    if (command.seconds !== undefined && mode !== 'AX')
      change.expiresAt = this.#expiry(mode, command.seconds);
    const request = {
      subscriptionId: id,
      a: change.a,
      b: change.b,
      callDirection: change.direction,
      duration: command.seconds,
      timeUnit: '1' as const,
      bindExpiredTime: command.seconds,
    };
    const actual = await outcome(async () => {
      await this.#requests(mode).modify(apps[mode], request);
    });
    return [actual, this.model.modify(id, change)];
  }

  /** Every party calls every number: the product and the model agree on each. */
  async checkCalls(): Promise<void> {
    for (const mode of modes)
      for (const dialled of numbers[mode])
        for (const caller of parties)
          for (const digits of mode === 'AXE' ? [undefined, '1', '2', '3'] : [undefined]) {
            const found = await this.routing.resolve({ caller, dialled, digits, at: this.#now });
            const actual =
              found.kind === 'connect' ? found.callee : found.kind === 'refuse' ? found.reason : found.kind;
            const expected = this.model.call(mode, dialled, caller, digits);
            if (actual !== expected)
              throw new Error(
                `${mode} ${caller} calls ${dialled} ${digits}: expected ${expected}, found ${actual}`,
              );
          }
    await this.axyb.check(this.routing);
  }

  #requests(mode: ModelMode) {
    const { axb, ax, axe } = this.routing.bindings;
    return {
      AXB: { modify: axb.modify.bind(axb), unbind: axb.unbind.bind(axb) },
      AX: { modify: ax.modify.bind(ax), unbind: ax.unbind.bind(ax) },
      AXE: { modify: axe.modify.bind(axe), unbind: axe.unbind.bind(axe) },
    }[mode] as {
      modify(app: Application, request: object): Promise<unknown>;
      unbind(app: Application, request: object): Promise<unknown>;
    };
  }

  #relation({
    mode,
    x,
    a,
    b,
    extension,
    seconds,
    direction,
  }: Command & { readonly do: 'bind' }): ModelRelation {
    return {
      id: `never-${this.#nextId++}`,
      mode,
      x: numbers[mode][x] ?? '',
      a: parties[a] ?? '',
      b: mode === 'AXB' ? (parties[b] ?? '') : '',
      extension: String(extension),
      direction: mode === 'AXE' ? 0 : direction,
      expiresAt: this.#expiry(mode, seconds),
    };
  }

  /** AX never expires; AXE's commands tell minutes. */
  #expiry(mode: ModelMode, count: number): number {
    if (count === 0 || mode === 'AX') return Infinity;
    return this.#now + count * (mode === 'AXE' ? 60_000 : 1000);
  }

  #lastId(): string {
    return this.ids.at(-1)?.id ?? '';
  }
}

void t.test('random requests are answered and calls routed as the model does', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 60, size: 'max' }), async (commands) => {
      const bench = await Bench.on(new MemoryJournal());
      for (const each of commands) await bench.run(each);
      await bench.checkCalls();
    }),
    { numRuns: 100 },
  );
  t.pass('no counterexample');
});

void t.test('everything unbound, nothing is left: every number can be removed', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 40, size: 'max' }), async (commands) => {
      const store = new MemoryStore();
      const bench = await Bench.on(new MemoryJournal(store));
      for (const each of commands) await bench.run(each);
      await bench.run({ do: 'pass', seconds: 100_000, sweep: true });
      for (const { id } of bench.routing.bindings.list({}, { pageIndex: 1, pageSize: 1000 }).items)
        await bench.routing.bindings.remove(id);
      const all = [...modes.flatMap((mode) => numbers[mode]), ...axybNumbers];
      for (const number of all) await bench.routing.pool.remove(number);
      for (const [name, scope] of store.scopes) {
        const left = [...scope.documents.keys()].filter((key) => !key.startsWith('rest/'));
        const held = [...scope.claims.keys(), ...scope.counters.keys(), ...left];
        if (held.length > 0) throw new Error(`${name} still has ${held.join(' ')}`);
      }
    }),
    { numRuns: 60 },
  );
  t.pass('no counterexample');
});

for (const kind of kinds)
  if (kind.name !== 'memory')
    void t.test(`${kind.name} answers as memory does, and loads what it had`, async (t) => {
      await kind.start(t);
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 40, size: 'max' }), (commands) =>
          sameAsMemory(t, kind, commands),
        ),
        { numRuns: 3 },
      );
      t.pass('no counterexample');
    });

async function sameAsMemory(
  t: Test,
  kind: (typeof kinds)[number],
  commands: readonly Command[],
): Promise<void> {
  const place = await kind.place(t);
  const journal = await place.open();
  const bench = await Bench.on(journal);
  for (const each of commands) await bench.run(each);
  await bench.checkCalls();
  await bench.routing.close();
  await journal.close();
  const again = await place.open();
  bench.routing = await route(again, () => bench.model.now);
  await bench.checkCalls();
  await again.close();
}

function isAxyb(command: Command): command is AxybCommand {
  return command.do.startsWith('axyb ');
}

async function route(journal: Journal, clock: () => number): Promise<Routing> {
  return createRouting({
    journal,
    policy: { ...chinaPolicy, quotas, coolingOffSeconds: 0 },
    clock,
    applications: new ApplicationRegistry([...Object.values(apps), axybApp]),
    sweepEveryMs: 0,
  });
}

async function outcome(request: () => Promise<unknown>): Promise<string> {
  try {
    await request();
    return 'ok';
  } catch (error) {
    if (error instanceof BindingError) return error.reason;
    throw error;
  }
}

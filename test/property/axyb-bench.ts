/** AXYB requests and calls, done to the product and to its model; what the two say must be the same. */
import fc from 'fast-check';
import type { Application } from '../../routing/application.js';
import { BindingError } from '../../routing/bindings/binding-error.js';
import type { Direction } from '../../routing/binding.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { Routing } from '../../routing/routing.js';
import type { AxybModel, Permission } from './axyb-model.js';

export type AxybCommand =
  | {
      readonly do: 'axyb bind';
      readonly a: number;
      readonly seconds: number;
      readonly ybSeconds: number;
      readonly direction: Direction;
    }
  | { readonly do: 'axyb part'; readonly nth: number; readonly b: number; readonly ybSeconds?: number }
  /** Without `b` the whole. */
  | { readonly do: 'axyb unbind'; readonly nth: number; readonly b?: number }
  | { readonly do: 'axyb call'; readonly caller: number; readonly dialled: number };

const party = fc.nat({ max: 4 });
const nth = fc.nat({ max: 6 });
const ybSeconds = fc.constantFrom(0, 3, 100);

export const axybCommand: fc.Arbitrary<AxybCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('axyb bind' as const),
      a: party,
      seconds: fc.constantFrom(0, 5, 60),
      ybSeconds,
      direction: fc.constantFrom<Direction>(0, 0, 1, 2),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record(
      { do: fc.constant('axyb part' as const), nth, b: party, ybSeconds },
      { requiredKeys: ['do', 'nth', 'b'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { do: fc.constant('axyb unbind' as const), nth, b: party },
      { requiredKeys: ['do', 'nth'] },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('axyb call' as const),
      caller: party,
      dialled: fc.nat({ max: 4 }),
    }),
  },
);

export class AxybBench {
  readonly #ids: string[] = [];

  constructor(
    readonly app: Application,
    readonly parties: readonly E164[],
    readonly numbers: readonly E164[],
    readonly model: AxybModel,
  ) {}

  /** Throws where the two differ. What has run out is swept first, as the service does each second. */
  async run(routing: Routing, command: AxybCommand): Promise<void> {
    await routing.sweep();
    switch (command.do) {
      case 'axyb bind':
        return this.#bind(routing, command);
      case 'axyb part':
        return this.#bindY(routing, command);
      case 'axyb unbind':
        return this.#unbind(routing, command);
      case 'axyb call':
        return this.call(routing, this.#party(command.caller), this.#number(command.dialled));
    }
  }

  /** Every party calls every number, and every relation is found as the model has it. */
  async check(routing: Routing): Promise<void> {
    await routing.sweep();
    for (const caller of this.parties)
      for (const dialled of this.numbers) await this.call(routing, caller, dialled);
    for (const { id, ...whole } of this.model.wholes) {
      const found = routing.bindings.axyb.find(this.app, { subscriptionId: id });
      const { x, a, ybDuration } = found?.binding ?? {};
      same(`relation ${id}`, { x, a, ybDuration }, { x: whole.x, a: whole.a, ybDuration: whole.ybDuration });
      const parts = (found?.parts ?? []).map((part) =>
        shown({ ...part, expiresAt: part.expiresAt ?? Infinity }),
      );
      const expected = this.model.parts.filter((part) => part.id === id).map(shown);
      same(`parts of ${id}`, parts.sort(), expected.sort());
    }
  }

  async call(routing: Routing, caller: E164, dialled: E164): Promise<void> {
    const expected = this.model.call(caller, dialled);
    const found = await routing.resolve({ caller, dialled, at: this.model.now });
    const title = `${caller} calls ${dialled}`;
    if ('reason' in expected)
      return same(title, found.kind === 'refuse' ? found.reason : found.kind, expected.reason);
    if ('stranger' in expected && expected.choice.length === 0)
      return same(title, found.kind === 'refuse' ? found.reason : found.kind, 'no-y-available');
    if (found.kind !== 'connect') throw new Error(`${title}: expected a connection, found ${shown(found)}`);
    if ('callee' in expected) return same(title, { callee: found.callee, display: found.display }, expected);
    const { id, a } = expected.stranger;
    same(title, found.callee, a);
    requireChoice(title, found.display, expected);
    this.model.bindY(id, found.display, caller, undefined);
  }

  async #bind(routing: Routing, command: AxybCommand & { readonly do: 'axyb bind' }): Promise<void> {
    const a = this.#party(command.a);
    const { direction, seconds: duration, ybSeconds: ybDuration } = command;
    const permission = this.model.mayBind(a);
    const request = { a, areaCode: '0755', callDirection: direction, duration, ybDuration };
    const made = await attempt(command, permission, () => routing.bindings.axyb.bind(this.app, request));
    if (made === undefined) return;
    requireChoice(shown(command), made.x, permission);
    this.#ids.push(made.id);
    this.model.bind({ id: made.id, x: made.x, a, direction, duration, ybDuration });
  }

  async #bindY(routing: Routing, command: AxybCommand & { readonly do: 'axyb part' }): Promise<void> {
    const id = this.#ids[command.nth];
    if (id === undefined) return;
    const b = this.#party(command.b);
    const permission = this.model.mayBindY(id, b);
    const request = { subscriptionId: id, b, areaCode: '0755', ybDuration: command.ybSeconds };
    const made = await attempt(command, permission, () => routing.bindings.axyb.bindY(this.app, request));
    if (made === undefined) return;
    requireChoice(shown(command), made.y, permission);
    this.model.bindY(id, made.y, b, command.ybSeconds);
  }

  async #unbind(routing: Routing, command: AxybCommand & { readonly do: 'axyb unbind' }): Promise<void> {
    const id = this.#ids[command.nth];
    if (id === undefined) return;
    const b = command.b === undefined ? undefined : this.#party(command.b);
    const expected = this.model.unbind(id, b);
    const permission = expected === 'ok' ? { choice: [] } : { refused: expected };
    await attempt(command, permission, () =>
      routing.bindings.axyb.unbind(this.app, { subscriptionId: id, b }),
    );
  }

  #party(n: number): E164 {
    return this.parties[n % this.parties.length] as E164;
  }

  #number(n: number): E164 {
    return this.numbers[n % this.numbers.length] as E164;
  }
}

/** What was made; undefined where the product refused, for the reason the model has. */
async function attempt<T>(
  command: AxybCommand,
  permission: Permission,
  request: () => Promise<T>,
): Promise<T | undefined> {
  const expected = 'refused' in permission ? permission.refused : 'ok';
  try {
    const made = await request();
    same(shown(command), 'ok', expected);
    return made;
  } catch (error) {
    if (!(error instanceof BindingError)) throw error;
    same(shown(command), error.reason, expected);
    return undefined;
  }
}

function requireChoice(title: string, chosen: string, permission: Permission): void {
  const choice = 'choice' in permission ? permission.choice : [];
  if (!choice.includes(chosen))
    throw new Error(`${title}: expected one of ${choice.join(' ')}, found ${chosen}`);
}

function same(title: string, found: unknown, expected: unknown): void {
  if (shown(found) !== shown(expected))
    throw new Error(`${title}: expected ${shown(expected)}, found ${shown(found)}`);
}

/** Of a part what the model has of it. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const record = value as Record<string, unknown>;
  const names = 'y' in record && 'b' in record ? ['y', 'b', 'ybDuration', 'expiresAt'] : Object.keys(record);
  return Array.isArray(value)
    ? value.join('; ')
    : names.map((name) => `${name} ${String(record[name])}`).join(', ');
}

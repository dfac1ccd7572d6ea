/** The compatible API over real routing and a journal in memory: an application of each mode with seven numbers. */
import { ApplicationRegistry, type Mode } from '../../../routing/application.js';
import { MemoryJournal } from '../../../routing/journal/memory.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { createRouting, type Routing } from '../../../routing/routing.js';
import { apiUnderTest, sampleApplication, sampleTime, type ApiUnderTest } from './api-under-test.js';
import { chinaPolicy, privateNumber } from './routing-world.js';

export interface Town extends ApiUnderTest {
  readonly routing: Routing;
  readonly journal: MemoryJournal;
  /** X number `n` of a mode's application, in 0755 (1 to 6) or 010 (7). */
  x(mode: Mode, n: number): E164;
}

export async function town(): Promise<Town> {
  const journal = new MemoryJournal();
  const modes: readonly Mode[] = ['AXB', 'AX', 'AXE', 'AXYB', 'X'];
  const clock = { now: () => sampleTime };
  const routing = await createRouting({
    journal,
    policy: chinaPolicy,
    clock: () => clock.now(),
    applications: new ApplicationRegistry(modes.map(sampleApplication)),
    sweepEveryMs: 0,
  });
  const x = (mode: Mode, n: number) => privateNumber(100 * (1 + modes.indexOf(mode)) + n);
  for (const mode of modes) {
    const numbers = [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      number: x(mode, n),
      areaCode: n === 7 ? '010' : '0755',
    }));
    await routing.pool.add(`key-${mode}`, numbers);
  }
  const under = apiUnderTest('', routing.bindings);
  clock.now = () => under.now;
  return Object.assign(under, { routing, journal, x });
}

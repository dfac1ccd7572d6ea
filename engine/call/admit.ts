/** Admit: the trunk is known and within its limits, and we are neither draining nor overloaded. */
import type { E164 } from '../../routing/numbers/number.js';
import type { Call } from './call-parts.js';
import { dialledAt, readDialled } from './dialled.js';
import { Ending } from './ending.js';

/** Caller and number dialled, as the trunk reads its own numbers. */
export interface Admission {
  readonly caller: E164 | undefined;
  readonly dialled: E164;
  /** The number dialled, with what was dialled after it; undefined if nothing was. */
  readonly postDialled: string | undefined;
}

/** Throws an Ending for a call that is refused. */
export function admit(call: Call): Admission {
  const { incoming, parts } = call;
  const trunk = parts.trunks.trunkOf(incoming.source);
  if (trunk === undefined) {
    throw new Ending('unknown-trunk', { because: `a call from ${incoming.source.address} is of no trunk` });
  }
  // Counted only now: a call of no trunk must not use up what the trunks' calls need.
  const refusal = parts.calls.refusal();
  if (refusal !== undefined) throw new Ending(refusal);
  const usedUp = parts.usedUp();
  if (usedUp !== undefined) throw new Ending('overloaded', { because: `${usedUp} is used up` });
  if (incoming.maxForwards < 1) throw new Ending('too-many-hops');
  if (!trunk.tryAcquire()) throw new Ending('caller-trunk-full', { because: `trunk ${trunk.name} is full` });
  call.acquired.push(trunk);
  call.trunk = trunk;
  if (trunk.reliableProvisionals !== 'off') incoming.preferReliable();
  const caller = trunk.callerNumber(incoming.callerUsers);
  const { number: dialled, digits } = readDialled(dialledAt(trunk, incoming), trunk, parts.routing);
  call.state.heard(caller, dialled, trunk.name);
  if (dialled === undefined)
    throw new Ending('number-not-ours', { because: 'what was dialled is no number' });
  return { caller, dialled, postDialled: digits };
}

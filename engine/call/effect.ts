/** What a call changes in routing, at its moment: AX's temporary callee is used up, AXE's A can call somebody back. */
import type { Call } from './call-parts.js';
import type { Connection } from './resolve.js';

/**
 * The first trunk is dialled; the callee's phone rings; the callee has not answered but may have rung; the callee has
 * answered.
 */
export type EffectMoment = 'dialled' | 'rings' | 'unanswered' | 'answered';

/** Passes the effect to routing if this is its moment. The call goes through even if the effect fails. */
export function applyEffect(call: Call, { effect }: Connection, moment: EffectMoment): void {
  if (effect === undefined || !isMoment(call, effect.when, moment)) return;
  const applied = call.parts.routing.applyEffect(effect).catch((err: unknown) => {
    call.parts.logger.warn(
      { call: call.incoming.id, effect: effect.kind, err },
      'an effect could not be stored',
    );
  });
  call.tasks.push(applied);
}

/** Once for a call: a callee is `reached` when its phone rings, if that counts, or else when it answers. */
function isMoment({ parts, state }: Call, when: 'dialled' | 'reached', moment: EffectMoment): boolean {
  if (when === 'dialled') return moment === 'dialled';
  const { callBackUnanswered } = parts.extension;
  const rang = state.facts.ringingAt !== undefined;
  switch (moment) {
    case 'dialled':
      return false;
    case 'rings':
      return callBackUnanswered;
    case 'unanswered':
      return callBackUnanswered && !rang;
    case 'answered':
      return !(callBackUnanswered && rang);
  }
}

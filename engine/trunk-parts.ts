/** The engine's parts around the trunks, as the service runs them: their health, and our registrations with them. */
import type { Config } from '../config/config.js';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import type { Logger } from './observe/log.js';
import type { Signaling } from './sip/signaling.js';
import { TrunkHealth, type TrunkState } from './sip/trunks/health.js';
import type { PingedTrunk } from './sip/trunks/options-pings.js';
import { Registrations } from './sip/trunks/registrations.js';

/** With a line of the log for each change. */
export function ownRegistrations(register: Signaling['register'], logger: Logger): Registrations {
  return new Registrations({
    ...{ register, clock: systemClock, random: Math.random },
    onChange: ({ trunk, isRegistered, because }) =>
      logger[isRegistered ? 'info' : 'warn'](
        { part: 'trunks', trunk, because },
        isRegistered ? 'registered with the trunk' : 'not registered with the trunk: it is tried again',
      ),
  });
}

/** How the trunks are, with a line of the log for each change. */
export function trunkHealth(configuration: Configuration, logger: Logger): TrunkHealth {
  const health = new TrunkHealth({
    get holdMs() {
      return configuration.current.sip.silentTrunkSeconds * 1000;
    },
    clock: systemClock,
  });
  const texts: Readonly<Record<TrunkState, string>> = {
    silent: 'the trunk is silent: it is tried last',
    refusing: 'the trunk wants no calls: it is tried last',
    up: 'the trunk is up again',
  };
  health.onChange((trunk, state) =>
    logger[state === 'up' ? 'info' : 'warn']({ part: 'trunks', trunk, state }, texts[state]),
  );
  return health;
}

/** The trunks that calls go out to, and how to ask whether they are there. */
export function pingedTrunks({ trunks }: Config): PingedTrunk[] {
  return trunks.flatMap(({ name, to, health }) =>
    to === undefined ? [] : { name, to, ...health, everyMs: health.everySeconds * 1000 },
  );
}

/**
 * All SIPp scenarios, by subject. The runner places each call or message through the whole service and judges both
 * sides, the record and the privacy.
 */
import type { Scenario } from './scenario.js';
import { CALLS } from './scenarios-calls.js';
import { MEDIA } from './scenarios-media.js';
import { MESSAGES } from './scenarios-messages.js';
import { TRUNKS } from './scenarios-trunks.js';
import type { SettingsName } from './settings.js';

export const SCENARIOS: readonly Scenario[] = [...CALLS, ...MEDIA, ...MESSAGES, ...TRUNKS];

/** The scenarios of those names, or all, by the settings they share. */
export function bySettings(names: readonly string[] = []): ReadonlyMap<SettingsName, readonly Scenario[]> {
  const before = SCENARIOS.flatMap(({ name, after }) => (names.includes(name) && after ? [after] : []));
  const all = [...names, ...before];
  const wanted = SCENARIOS.filter(({ name }) => names.length === 0 || all.includes(name));
  const groups = new Map<SettingsName, Scenario[]>();
  for (const scenario of wanted) {
    const settings = scenario.settings ?? 'hasty';
    groups.set(settings, [...(groups.get(settings) ?? []), scenario]);
  }
  return groups;
}

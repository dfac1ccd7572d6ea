/** Rules for `routes` that a schema cannot express: what they name must exist, and every rule must be reachable. */
import type { Config, RouteConfig } from './config.js';
import { showValue } from './problem.js';

/** Reports a problem at a JSON pointer. */
export type Report = (pointer: string, expected: string, found: string) => void;

export function checkRoutes(
  { routes, trunks }: Config,
  lineOf: (pointer: string) => number,
  report: Report,
): void {
  const goOut = new Set(
    trunks.filter(({ to, smpp }) => to !== undefined || smpp !== undefined).map(({ name }) => name),
  );
  routes.forEach((route, index) => {
    checkTrunksOf(route, `/routes/${index}`, goOut, report);
    const earlier = routes.slice(0, index).findIndex((one) => coversAll(one, route));
    if (earlier !== -1) {
      const line = lineOf(`/routes/${earlier}`);
      report(
        `/routes/${index}`,
        'calls that no earlier rule takes',
        `only calls of the rule in line ${line}`,
      );
    }
  });
}

function checkTrunksOf(
  { trunks }: RouteConfig,
  at: string,
  goOut: ReadonlySet<string>,
  report: Report,
): void {
  trunks.forEach(({ name }, place) => {
    const pointer = `${at}/trunks/${place}/name`;
    if (!goOut.has(name)) report(pointer, 'the name of a trunk with a `to` or `smpp`', showValue(name));
    else if (trunks.findIndex((one) => one.name === name) !== place)
      report(pointer, 'a trunk named once in a rule', showValue(name));
  });
}

/** Whether each call that fits `later` fits `earlier` already, so that `later` never decides. */
function coversAll(earlier: RouteConfig, later: RouteConfig): boolean {
  const contains = (wide: readonly string[], narrow: readonly string[]): boolean =>
    wide.length === 0 || (narrow.length > 0 && narrow.every((one) => wide.includes(one)));
  const begins = (wide: readonly string[], narrow: readonly string[]): boolean =>
    wide.length === 0 ||
    (narrow.length > 0 && narrow.every((one) => wide.some((prefix) => one.startsWith(prefix))));
  return (
    contains(earlier.applications, later.applications) &&
    contains(earlier.areaCodes, later.areaCodes) &&
    begins(earlier.numberPrefixes, later.numberPrefixes) &&
    begins(earlier.calleePrefixes, later.calleePrefixes)
  );
}

/** Rules for the identities and headers of a trunk that a schema cannot express. */
import type { TrunkConfig } from './config.js';
import { showValue } from './problem.js';
import { unknownVariable } from './trunk-headers.js';

type Report = (pointer: string, expected: string, found: string) => void;

/** `at`: the pointer of the trunk. */
export function checkTrunkIdentity(trunk: TrunkConfig, at: string, report: Report): void {
  const { identity, numbers, numberFormat, headers } = trunk;
  const format = numbers.outbound.callerFormat ?? numberFormat;
  if (identity.scheme === 'tel' && format !== 'e164' && identity.phoneContext === undefined)
    report(
      `${at}/identity/scheme`,
      'identity.phoneContext, or numbers with +, for tel',
      `${format} without it`,
    );
  if (identity.scheme === 'tel' && identity.domain !== undefined)
    report(`${at}/identity/domain`, 'no domain with tel, which has no host', showValue(identity.domain));
  headers.forEach(({ name, value }, index) => {
    const first = headers.findIndex((one) => one.name.toLowerCase() === name.toLowerCase());
    if (first !== index) report(`${at}/headers/${index}/name`, 'a header named once', showValue(name));
    const unknown = unknownVariable(value);
    if (unknown !== undefined)
      report(
        `${at}/headers/${index}/value`,
        'text with {display}, {called} and {trunk} only',
        showValue(unknown),
      );
  });
}

/** Keys that concern carriers only, with whether each is set. */
export function identityKeys({
  callerFrom,
  identity,
  headers,
}: TrunkConfig): Readonly<Record<string, boolean>> {
  const { headers: names, scheme, domain, userPhone, phoneContext, privacy } = identity;
  return {
    callerFrom: callerFrom.join() !== 'P-Asserted-Identity,From',
    identity:
      names.join() !== 'P-Asserted-Identity' ||
      scheme !== 'sip' ||
      (domain ?? phoneContext) !== undefined ||
      userPhone ||
      privacy !== 'off',
    headers: headers.length > 0,
  };
}

/** Rules for the number formats of a trunk that a schema cannot express. */
import type { NumberRuleConfig, TrunkConfig, TrunkNumberRules } from './config.js';
import { parseNumberPattern } from './number-pattern.js';
import { showValue } from './problem.js';

type Report = (pointer: string, expected: string, found: string) => void;

/** `at`: the pointer of the trunk, or of its `smpp`. */
export function checkTrunkNumbers(
  { numbers, numberFormat }: Pick<TrunkConfig, 'numbers' | 'numberFormat'>,
  at: string,
  report: Report,
): void {
  const { areaCode, inbound, outbound } = numbers;
  for (const [direction, rules] of Object.entries({ inbound, outbound })) {
    const place = `${at}/numbers/${direction}`;
    rules.callerRules.forEach((rule, index) => checkRule(rule, `${place}/callerRules/${index}`, report));
    rules.calledRules.forEach((rule, index) => checkRule(rule, `${place}/calledRules/${index}`, report));
    for (const key of ['callerFormat', 'calledFormat'] as const)
      if (areaCode === undefined && rules[key] === 'local')
        report(`${place}/${key}`, 'numbers.areaCode with local', 'no area code');
  }
  if (areaCode === undefined && numberFormat === 'local')
    report(`${at}/numberFormat`, 'numbers.areaCode with local', 'no area code');
}

/** Whether any key of `numbers` is set. */
export function hasNumberRules({ numbers: { areaCode, inbound, outbound } }: TrunkConfig): boolean {
  const isSet = ({ callerFormat, calledFormat, callerRules, calledRules }: TrunkNumberRules): boolean =>
    (callerFormat ?? calledFormat) !== undefined || callerRules.length + calledRules.length > 0;
  return areaCode !== undefined || isSet(inbound) || isSet(outbound);
}

function checkRule(rule: NumberRuleConfig, at: string, report: Report): void {
  const { prefix, strip, add, pattern, rewrite } = rule;
  if ((prefix === undefined) === (pattern === undefined))
    report(
      at,
      'prefix (with strip, add or both) or pattern (with rewrite)',
      prefix === undefined ? 'neither' : 'both',
    );
  else if (prefix !== undefined && rewrite !== undefined)
    report(`${at}/rewrite`, 'strip or add with a prefix', 'rewrite');
  else if (prefix !== undefined && strip === undefined && add === undefined)
    report(at, 'strip, add or both with a prefix', 'neither');
  else if (pattern !== undefined && (strip !== undefined || add !== undefined))
    report(`${at}/${strip === undefined ? 'add' : 'strip'}`, 'rewrite with a pattern', 'strip or add');
  else if (pattern !== undefined && rewrite === undefined)
    report(`${at}/rewrite`, 'what the number becomes', 'nothing');
  checkGroups(rule, at, report);
}

function checkGroups({ pattern, rewrite = '' }: NumberRuleConfig, at: string, report: Report): void {
  const groups = pattern === undefined ? undefined : parseNumberPattern(pattern)?.groups;
  if (groups === undefined) return;
  const highest = Math.max(0, ...[...rewrite.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit)));
  if (highest > groups)
    report(`${at}/rewrite`, `groups of the pattern, which has ${groups}`, showValue(rewrite));
}

/** Judges one scenario from what both SIPp sides saw and what the service reported. */
import type { Push } from '../test/support/servers/callveil.js';
import type { Scenario } from './scenario.js';

export interface Evidence {
  readonly scenario: Scenario;
  readonly callerExit: number;
  /** Of every phone, trunk and registrar that the call, or a registration, was to reach, by its scenario file. */
  readonly answeringExits: Readonly<Record<string, number>>;
  readonly callerTrace: string;
  /** Of all of them together, the first trunk first. */
  readonly calleeTrace: string;
  /** Those that were not to be asked for this call, and were. */
  readonly asked: readonly string[];
  readonly numbers: { readonly caller: string; readonly callee: string; readonly x: string };
  /** What a caller that writes has written, and what a callee that reads is to read. */
  readonly texts: { readonly sent: string; readonly read: string };
  /** The disconnect event, if one was expected and came. */
  readonly disconnect: Push['body'] | undefined;
  /** What the service still holds of calls and dialogs; '' when nothing. */
  readonly leftOver: string;
  /** Packets of RTP the relay took for a stranger's. */
  readonly strangers: number;
}

/** What is wrong, a sentence each; empty when the scenario passed. */
export function judge(evidence: Evidence): string[] {
  const { scenario, numbers } = evidence;
  const wrong: string[] = [];
  const expect = (ok: boolean, sentence: string): void => void (ok || wrong.push(sentence));
  expect(evidence.callerExit === 0, `the caller's SIPp ended with ${evidence.callerExit}`);
  for (const [file, exit] of Object.entries(evidence.answeringExits))
    expect(exit === 0, `the SIPp of ${file} ended with ${exit}`);
  for (const place of evidence.asked) wrong.push(`the call was offered to ${place}`);
  const status = finalStatus(evidence.callerTrace);
  expect(status === scenario.status, `expected final status ${scenario.status}, found ${status ?? 'none'}`);
  const { sent, read } = evidence.texts;
  expect(
    scenario.callee !== 'callee-reads' || evidence.calleeTrace.includes(`\n${read}`),
    `the callee did not read: ${read}`,
  );
  // In AX a text has a number in it (spec 10.3).
  const calleeSaw = evidence.calleeTrace.replaceAll(read, '');
  const callerSaw = evidence.callerTrace.replaceAll(sent, '');
  expect(!mentions(calleeSaw, numbers.caller), "the caller's number reached the callee");
  expect(!mentions(callerSaw, numbers.callee), "the callee's number reached the caller");
  if (scenario.callee !== undefined || scenario.others !== undefined) {
    const shown = (scenario.shown ?? numbers.x).replace('[national]', numbers.x.slice('+86'.length));
    expect(
      invitedFrom(evidence.calleeTrace) === shown,
      `expected the callee to see ${shown}, found ${invitedFrom(evidence.calleeTrace)}`,
    );
  }
  if (scenario.stateCode !== undefined) {
    const info = evidence.disconnect?.['statusInfo'] as
      { stateCode?: number; stateDesc?: string } | undefined;
    expect(
      info?.stateCode === scenario.stateCode,
      `expected stateCode ${scenario.stateCode}, found ${info?.stateCode}`,
    );
    expect(
      scenario.stateDesc === undefined || info?.stateDesc === scenario.stateDesc,
      `expected the call to end with: ${scenario.stateDesc}, found: ${info?.stateDesc}`,
    );
  }
  expect(evidence.leftOver === '', `left in the service: ${evidence.leftOver}`);
  expect(evidence.strangers === 0, `${evidence.strangers} packets of RTP were dropped as a stranger's`);
  return wrong;
}

/** Last final status of the INVITE (or MESSAGE) that began it, sent a second time if it was challenged. */
export function finalStatus(trace: string): number | undefined {
  const first = lastStatus(trace, 1);
  return first === 401 || first === 407 ? (lastStatus(trace, 2) ?? first) : first;
}

function lastStatus(trace: string, cseq: number): number | undefined {
  const responses = new RegExp(
    `^SIP/2\\.0 ([2-6]\\d\\d) [^\\r\\n]*(?:\\r?\\n[^\\r\\n]+)*?\\r?\\nCSeq: ${cseq} (?:INVITE|MESSAGE)`,
    'gim',
  );
  const last = [...trace.matchAll(responses)].at(-1)?.[1];
  return last === undefined ? undefined : Number(last);
}

/** User part of From in the INVITE, or MESSAGE, that the callee received. */
export function invitedFrom(trace: string): string | undefined {
  return /^(?:INVITE|MESSAGE) [^\r\n]*(?:\r?\n[^\r\n]+)*?\r?\nFrom: [^<\r\n]*<sips?:([^@>]+)@/im.exec(
    trace,
  )?.[1];
}

/** A number in any notation: its national digits are enough to call it. */
function mentions(trace: string, number: string): boolean {
  return trace.includes(number.replace(/^\+86/, ''));
}

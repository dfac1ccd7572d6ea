/** The Q.850 cause of a Reason header (RFC 3326 2), which is all of it that is ever used: its text may name anybody. */
import type { SipMessage } from '../transactions/transactions.js';

export function q850Of(message: SipMessage): number | undefined {
  const value = message.header('Reason');
  if (value === undefined) return undefined;
  const cause = /\bQ\.850\s*;[^,]{0,200}?\bcause\s*=\s*(\d{1,3})\b/i.exec(value.slice(0, 512))?.[1];
  return cause === undefined || Number(cause) > 127 ? undefined : Number(cause);
}

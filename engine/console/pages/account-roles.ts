/** The roles of operators as a choice, and the applications of a subscriber as they are typed. */
import type { ShownOperator } from '../../api/operator/answers.js';

export const roles = {
  viewer: 'viewer',
  auditor: 'auditor',
  operator: 'operator',
  admin: 'admin',
  subscriber: 'subscriber',
} as const satisfies Readonly<Record<ShownOperator['role'], string>>;

export function keysOf(text: string): readonly string[] {
  return text.split(/[,，\s]+/).filter((key) => key !== '');
}

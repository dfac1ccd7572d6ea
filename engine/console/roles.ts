/** What a role is shown. The API decides what it may do; the console offers nothing that would be refused. */
import type { ShownOperator } from '../api/operator/answers.js';

export function mayChange({ role }: ShownOperator): boolean {
  return role === 'operator' || role === 'admin';
}

export function seesMasked({ role }: ShownOperator): boolean {
  return role === 'viewer' || role === 'auditor';
}

export function maySee({ role, by }: ShownOperator, page: string): boolean {
  if (page === 'account') return by === 'account';
  if (page === 'accounts') return role === 'admin';
  if (role === 'subscriber') return page === 'undelivered';
  return page !== 'audit' || role === 'auditor' || role === 'admin';
}

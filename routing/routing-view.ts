/** What routing reads while it decides about a call. */
import type { Application } from './application.js';
import type { Policy } from './numbers/policy.js';
import type { Table } from './table/table.js';

export interface RoutingView {
  readonly table: Table;
  readonly policy: Policy;
  application(appKey: string): Application | undefined;
}

/** Scenarios of short messages. */
import type { Scenario } from './scenario.js';

export const MESSAGES: readonly Scenario[] = [
  { name: 'a-writes-to-b', caller: 'caller-writes', callee: 'callee-reads', from: 'A', status: 200 },
  { name: 'b-writes-to-a', caller: 'caller-writes', callee: 'callee-reads', from: 'B', status: 200 },
  {
    name: 'a-writes-over-tcp',
    caller: 'caller-writes',
    callee: 'callee-reads',
    from: 'A',
    transport: 'tcp',
    status: 200,
  },
  {
    name: 'a-writes-to-nobody',
    caller: 'caller-writes',
    callee: 'callee-is-unknown',
    from: 'A',
    status: 404,
  },
  { name: 'a-stranger-writes', caller: 'caller-writes', from: 'stranger', status: 403 },
  {
    name: 'a-writes-to-another-number',
    caller: 'caller-writes',
    from: 'A',
    dials: '+8617199999999',
    status: 404,
  },
  { name: 'a-writes-cpim', caller: 'caller-writes-cpim', from: 'A', status: 415 },
  {
    name: 'a-writes-during-overload',
    caller: 'caller-writes',
    from: 'A',
    status: 503,
    settings: 'overloaded',
  },
  { name: 'a-writes-during-a-drain', caller: 'caller-writes', from: 'A', status: 503, settings: 'draining' },
];

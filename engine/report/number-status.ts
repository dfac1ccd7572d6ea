/** A change of a privacy number's status as the application receives it (spec 10.4): every value is text. */
import type { NumberCause, NumberStatus, PoolNumber } from '../../routing/application.js';

const STATUS: Readonly<Record<NumberStatus, string>> = {
  normal: '5',
  suspended: '9',
  unavailable: '10',
  frozen: '11',
};

const CAUSE: Readonly<Record<NumberCause, string>> = {
  deleted: '1',
  arrears: '2',
  stopped: '3',
  restricted: '5',
  'restriction-lifted': '6',
  'forwarding-unconditional': '7',
  'forwarding-no-answer': '8',
  'forwarding-busy': '9',
};

export type NumberStatusNotice = Pick<PoolNumber, 'number' | 'status' | 'cause'>;

export function numberStatusBody({ number, status, cause }: NumberStatusNotice): string {
  const info = {
    number,
    status: STATUS[status],
    ...(status === 'unavailable' && cause !== undefined && { cause: CAUSE[cause] }),
  };
  return JSON.stringify({ eventType: 'numStatus', numInfo: [info] });
}

/** What the parts of a running stack share. Made once by `createStack`. */
import type { DialogTable } from './dialog/table.js';
import type { SipResponse } from './parse/message.js';
import type { Notices } from './notices.js';
import type { NameLookup } from './transport/name-lookup.js';
import type { Flow, LiveTransaction, StackCounters, StackUser, TimerValues } from './stack.js';
import type { ShedTag } from './transaction/shed-tag.js';
import type { Strangers } from './transport/strangers.js';
import type { TimerWheel } from './timer-wheel.js';
import type { TcpConnection } from './transport/tcp.js';
import type { Transports } from './transport/transports.js';
import type { WaitingDatagrams } from './waiting-datagrams.js';

export interface StackCore {
  readonly wheel: TimerWheel;
  readonly timers: TimerValues;
  readonly counters: StackCounters;
  /** Random bytes as hex digits. */
  readonly random: (bytes: number) => string;
  readonly shedTag: ShedTag;
  readonly transports: Transports;
  readonly names: NameLookup;
  readonly user: StackUser;
  readonly notices: Notices;
  readonly strangers: Strangers;
  readonly waiting: WaitingDatagrams;
  /** The dialogs that have not ended, by their names; a query for more names gets a table of them. */
  readonly dialogs: DialogTable;
  /** Client transactions by branch; CANCELs by branch with `CANCEL` before it. */
  readonly clients: Map<string, ResponseTaker>;
  /** Peers that refused a large request over TCP, by `address:port`, with the time until which that counts; bounded. */
  readonly udpOnly: Map<string, number>;
  /** `StackOptions.sessionTimers`. */
  readonly keepsSessions: boolean;
  /** `StackOptions.left` is given, even if empty. */
  readonly isSuccessor: boolean;
  now(): number;
  /** Set by `stop()`: from then on no callback is called. */
  isStopped: boolean;
}

/** The owner of a client transaction, which receives its responses. */
export interface ResponseTaker {
  /** For the list of what is live. */
  describe(now: number): LiveTransaction;
  receive(response: SipResponse, flow: Flow, bytes: number, connection: TcpConnection | undefined): void;
  /** A response that identifies the transaction, but whose other fields or body cannot be relied on. */
  receiveUnusable(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): void;
}

/** RFC 3261 8.1.1.7. */
const MAGIC_COOKIE = 'z9hG4bK';

/** Methods that the stack carries (spec, drachtio wire protocol 9); any other one is answered 501. */
export const METHODS: ReadonlySet<string> = new Set([
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'OPTIONS',
  'REGISTER',
  'INFO',
  'PRACK',
  'UPDATE',
  'MESSAGE',
  'SUBSCRIBE',
  'NOTIFY',
  'REFER',
  'PUBLISH',
]);
/**
 * The methods listed when one is refused (RFC 3261 20.5): those that users of the stack accept, and none that they may
 * refuse.
 */
export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK';

export function newBranch(core: StackCore): string {
  return MAGIC_COOKIE + core.random(10);
}

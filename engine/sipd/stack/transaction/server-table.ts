/** Server transactions by the key of RFC 3261 17.2.3, and the search for a merged request (8.2.2.2). */
import { detached } from '../parse/header-text.js';
import type { SipRequest } from '../parse/message.js';
import type { Via } from '../parse/fields.js';
import type { IncomingRequest, StackCounters } from '../stack.js';
import type { ServerTransactionUser } from './transaction.js';
import type { InviteServerTransaction } from './server-invite.js';
import type { NonInviteServerTransaction } from './server-non-invite.js';

export class ServerTable {
  readonly #byKey = new Map<string, ServerSlot>();
  readonly #merging = new Map<string, ServerSlot>();

  constructor(readonly counters: StackCounters) {}

  get size(): number {
    return this.#byKey.size;
  }

  all(): Iterable<ServerSlot> {
    return this.#byKey.values();
  }

  get(key: string): ServerSlot | undefined {
    return this.#byKey.get(key);
  }

  /**
   * Whether that request, without a To tag, has already come another way; or, for an INVITE, whether one of the same
   * caller in the same call is unanswered: both would create dialogs of one name.
   */
  isMerged(mergeKey: string, cseq: number): boolean {
    const slot = this.#merging.get(mergeKey);
    return slot !== undefined && (slot.cseq === cseq || slot.request !== undefined);
  }

  open(key: string, mergeKey: string | undefined, cseq: number, now: number): ServerSlot {
    const slot = new ServerSlot(this, detached(key), mergeKey && detached(mergeKey), cseq, now);
    this.#byKey.set(slot.key, slot);
    if (slot.mergeKey !== undefined) this.#merging.set(slot.mergeKey, slot);
    this.counters.transactions += 1;
    return slot;
  }

  close(slot: ServerSlot): void {
    if (this.#byKey.delete(slot.key)) this.counters.transactions -= 1;
    const { mergeKey } = slot;
    if (mergeKey !== undefined && this.#merging.get(mergeKey) === slot) this.#merging.delete(mergeKey);
  }

  clear(): void {
    this.#byKey.clear();
    this.#merging.clear();
  }
}

/** An unanswered request, as far as its transaction calls it or ends it. */
export interface OpenRequest extends IncomingRequest {
  /** The To tag of every response; the first one that needs it creates it. */
  readonly toTag: string;
  /** A CANCEL matched: the INVITE ends with 487 (9.2). */
  cancelled(): void;
  /** The transaction was given up silently. */
  givenUp(): void;
}

/** An entry in the table: the machine, and the request while it is unanswered. */
export class ServerSlot implements ServerTransactionUser {
  readonly #table: ServerTable;
  invite: InviteServerTransaction | undefined;
  nonInvite: NonInviteServerTransaction | undefined;
  request: OpenRequest | undefined;

  constructor(
    table: ServerTable,
    readonly key: string,
    readonly mergeKey: string | undefined,
    readonly cseq: number,
    /** When the request came. */
    readonly since: number,
  ) {
    this.#table = table;
  }

  onGivenUp(): void {
    this.request?.givenUp();
  }

  onTerminated(): void {
    this.#table.close(this);
  }
}

/**
 * Branch, sent-by and method, with ACK replaced by its INVITE. For an RFC 2543 peer, whose branch is unusable, the
 * other fields that identify the request (17.2.3), without the Request-URI, because an ACK's may differ.
 */
export function serverKey(request: SipRequest, via: Via, method: string): string {
  const name = method === 'ACK' ? 'INVITE' : method;
  if (via.branch?.startsWith('z9hG4bK') === true) return branchKey(via, name);
  const sentBy = `${via.host}:${via.port ?? ''}`;
  const tag = request.from.params.get('tag') ?? '';
  return `${request.callId} ${request.cseq.number} ${tag} ${sentBy} ${via.branch ?? ''} ${name}`;
}

/** The key of a request whose branch is one of RFC 3261. */
export function branchKey({ branch, host, port }: Via, method: string): string {
  return `${branch} ${host}:${port ?? ''} ${method}`;
}

/**
 * What all copies of a request without a To tag have in common if they came different ways (8.2.2.2). For an INVITE
 * without the CSeq, because a caller has only one in progress in a call.
 */
export function mergeKeyOf({ callId, from, cseq, method }: SipRequest): string {
  const number = method === 'INVITE' ? '' : cseq.number;
  return `${callId} ${from.params.get('tag') ?? ''} ${number} ${method}`;
}

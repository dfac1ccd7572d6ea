/**
 * The SIP messages of calls as they are on the wire, in the SIP process: of every live call, and of the last ones that
 * have ended. A message costs the copy of its bytes and the time; nothing is parsed.
 *
 *    leg, by its Call-ID ──the user agent names its call──▶ live ──no dialog any more──▶ ended ──oldest first──▶ dropped
 *         └──never named: refused before it was a call──▶ dropped
 *
 * The bound in bytes holds for all, live calls included. Messages that belong to no call (REGISTER, OPTIONS, MESSAGE)
 * are not kept; they are passed on to the exporter only.
 */
import { AddressesTowards, isWildcard } from '../sipd/stack/transport/local-address.js';
import { dialogId } from '../sipd/stack/dialog/table.js';
import type { Flow, Tap } from '../sipd/stack/stack.js';
import type { CapturedLeg, CapturedMessage } from './captured-call.js';
import { LegLog } from './leg-log.js';
import { BlockMemory, type LoggedMessage } from './message-log.js';

export interface CapturesOptions {
  /** Calls that have ended and are kept; 0: nothing is kept, and messages are only passed on. */
  readonly calls: number;
  readonly maxBytes: number;
  /** Whether the stack still has that dialog. */
  readonly hasDialog: (id: string) => boolean;
  /** Receives every message with what relates it to others: the id of its call, or its Call-ID. */
  readonly onMessage?: ((message: LoggedMessage, correlation: string) => void) | undefined;
  /** Milliseconds since 1970, with a fraction. */
  readonly now: () => number;
  readonly after: (ms: number, action: () => void) => () => void;
}

interface Call {
  /** Undefined until the user agent names it. */
  readonly id: string | undefined;
  readonly legs: Leg[];
  /** When its last message came or went. */
  at: number;
}

interface Leg {
  readonly callId: string;
  call: Call;
  side: CapturedLeg['side'];
  readonly log: LegLog;
  /** For the exporter, until it is known which call it belongs to. */
  waiting: LoggedMessage[];
  /** Undefined until its first message has come. */
  dialog: string | undefined;
}

const SWEEP_MS = 5000;
/** A leg is named with its INVITE. One that is refused and tried again without a pause never is. */
const MAX_WAITING = 32;
const CALL_ID = Buffer.from('\r\nCall-ID: ');
const FROM = Buffer.from('\r\nFrom: ');
const LINE_END = Buffer.from('\r\n');
const TAG = /;\s*tag\s*=\s*([^;\s>,]+)[^>]*$/i;
const INVITE = 'INVITE ';

export class CallCaptures {
  readonly #options: CapturesOptions;
  readonly #memory: BlockMemory;
  readonly #legs = new Map<string, Leg>();
  readonly #named = new Map<string, Call>();
  readonly #live = new Set<Call>();
  readonly #ended = new Set<Call>();
  readonly #towards = new AddressesTowards();
  #order = 0;
  #callOff: (() => void) | undefined;

  constructor(options: CapturesOptions) {
    this.#options = options;
    this.#memory = new BlockMemory(options.maxBytes);
  }

  /** What is held. */
  get held(): { readonly calls: number; readonly legs: number; readonly bytes: number } {
    const { size: legs } = this.#legs;
    return { calls: this.#live.size + this.#ended.size, legs, bytes: this.#memory.used };
  }

  readonly tap: Tap = (direction, bytes, flow, known) => {
    const callId = known ?? callIdOf(bytes);
    if (callId === undefined) return;
    const { onMessage, calls, now } = this.#options;
    const at = now();
    const order = (this.#order += 1);
    const leg = this.#legs.get(callId) ?? this.#begin(bytes, callId, at);
    if (leg === undefined) return onMessage?.({ at, order, direction, bytes, flow }, callId);
    const { call } = leg;
    call.at = at;
    leg.dialog ??= dialogId(leg.callId, fromTagOf(bytes));
    if (this.#ended.delete(call)) this.#live.add(call);
    if (onMessage !== undefined) {
      const message = { at, order, direction, bytes, flow };
      if (call.id !== undefined) onMessage(message, call.id);
      else this.#awaitName(leg, message);
    }
    if (calls > 0 && this.#makeRoom(bytes.length, leg)) leg.log.add(at, order, direction, bytes, flow);
  };

  /** The user agent says whose leg a Call-ID is. */
  name({ callId, call, side }: { callId: string; call: string; side: CapturedLeg['side'] }): void {
    const known = this.#legs.get(callId);
    if (known?.call.id === call) return;
    const owner = this.#callOf(call);
    if (known === undefined) {
      this.#addLeg(callId, owner, side);
      return;
    }
    const { legs } = known.call;
    legs.splice(legs.indexOf(known), 1);
    if (legs.length === 0) this.#forget(known.call);
    owner.at = Math.max(owner.at, known.call.at);
    owner.legs.push(known);
    known.call = owner;
    known.side = side;
    for (const message of known.waiting.splice(0)) this.#options.onMessage?.(message, call);
  }

  /** What is kept of a call; undefined if nothing is. */
  of(call: string): readonly CapturedLeg[] | undefined {
    return this.#named.get(call)?.legs.map(({ side, log }) => ({
      side,
      left: log.left,
      messages: log.read().map((message) => this.#shown(message)),
    }));
  }

  close(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #awaitName({ waiting, callId }: Leg, message: LoggedMessage): void {
    waiting.push(message);
    if (waiting.length <= MAX_WAITING) return;
    const oldest = waiting.shift();
    if (oldest !== undefined) this.#options.onMessage?.(oldest, callId);
  }

  /** A leg begins with its INVITE. */
  #begin(bytes: Buffer, callId: string, at: number): Leg | undefined {
    if (bytes.toString('latin1', 0, INVITE.length) !== INVITE) return undefined;
    const call: Call = { id: undefined, legs: [], at };
    this.#live.add(call);
    this.#awaitSweep();
    return this.#addLeg(callId, call, 'callee');
  }

  #addLeg(callId: string, call: Call, side: Leg['side']): Leg {
    // A copy: a part of the message's text would keep all of it.
    const own = Buffer.from(callId, 'utf16le').toString('utf16le');
    const log = new LegLog(this.#memory);
    const leg: Leg = { callId: own, call, side, log, waiting: [], dialog: undefined };
    call.legs.push(leg);
    this.#legs.set(own, leg);
    return leg;
  }

  #callOf(id: string): Call {
    const known = this.#named.get(id);
    if (known !== undefined) return known;
    const call: Call = { id, legs: [], at: this.#options.now() };
    this.#named.set(id, call);
    this.#live.add(call);
    this.#awaitSweep();
    return call;
  }

  #awaitSweep(): void {
    this.#callOff ??= this.#options.after(SWEEP_MS, () => this.#sweep());
  }

  /** Finds the calls that have ended. */
  #sweep(): void {
    this.#callOff = undefined;
    const now = this.#options.now();
    for (const call of this.#live) {
      // What its transactions still send comes before that time. The machine's clock may have been set back.
      if (Math.abs(now - call.at) < SWEEP_MS || call.legs.some((leg) => this.#isUp(leg))) continue;
      this.#live.delete(call);
      if (call.id !== undefined) this.#ended.add(call);
      else this.#forget(call);
    }
    for (const call of this.#ended) {
      if (this.#ended.size <= this.#options.calls) break;
      this.#forget(call);
    }
    if (this.#live.size > 0) this.#awaitSweep();
  }

  #isUp({ dialog }: Leg): boolean {
    return dialog !== undefined && this.#options.hasDialog(dialog);
  }

  /** The oldest calls go, live ones last; false if the leg's own had to. */
  #makeRoom(bytes: number, leg: Leg): boolean {
    while (!this.#memory.hasRoomFor(bytes)) {
      const [oldest] = this.#ended.size > 0 ? this.#ended : this.#live;
      if (oldest === undefined) return false;
      this.#forget(oldest);
      if (oldest === leg.call) return false;
    }
    return true;
  }

  #forget(call: Call): void {
    for (const leg of call.legs) {
      for (const message of leg.waiting) this.#options.onMessage?.(message, leg.callId);
      leg.log.clear();
      this.#legs.delete(leg.callId);
    }
    this.#live.delete(call);
    this.#ended.delete(call);
    if (call.id !== undefined) this.#named.delete(call.id);
  }

  #shown({ at, order, direction, bytes, flow }: LoggedMessage): CapturedMessage {
    const { transport, remoteAddress, remotePort, localPort } = flow;
    return {
      ...{ at, order, direction, transport },
      local: { address: this.localAddressOf(flow), port: localPort },
      remote: { address: remoteAddress, port: remotePort },
      bytes: bytes.toString('base64'),
    };
  }

  /** Our address as the peer sees it, also where the listen point is on every address. */
  localAddressOf({ localAddress, remoteAddress }: Flow): string {
    return isWildcard(localAddress) ? this.#towards.of(remoteAddress) : localAddress;
  }
}

/** Our own messages have the header in this spelling. */
function callIdOf(bytes: Buffer): string | undefined {
  const at = bytes.indexOf(CALL_ID);
  if (at < 0) return undefined;
  const start = at + CALL_ID.length;
  const end = bytes.indexOf(0x0d, start);
  return end < 0 ? undefined : bytes.toString('utf8', start, end);
}

/** The tag in the From of an INVITE, which may have the compact form of its name, and be folded. */
function fromTagOf(bytes: Buffer): string {
  const at = bytes.indexOf(FROM);
  const usual =
    at < 0 ? undefined : TAG.exec(bytes.toString('latin1', at + 2, bytes.indexOf(LINE_END, at + 2)));
  if (usual?.[1] !== undefined) return usual[1];
  const head = bytes.toString('utf8').split(/\r?\n\r?\n/, 1)[0] ?? '';
  const from = /^(?:From|f)[ \t]*:((?:.*)(?:\r?\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  return TAG.exec(from)?.[1] ?? '';
}

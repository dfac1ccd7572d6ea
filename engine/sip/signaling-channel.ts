/**
 * The channel between the engine and the SIP process, the same at both ends: frames of JSON as sipd frames its protocol
 * (`frame.ts`), those of one turn of the event loop written together, and answers matched to what was asked.
 *
 * It is lost for good when the other end goes, sends what is no frame or one above a mebibyte, says what cannot be
 * understood, or stops reading. Whatever was asked fails then with `unavailable`; nothing is sent or handed out any more.
 */
import type { Duplex } from 'node:stream';
import { frame, FrameReader } from '../sipd/wire/frame.js';
import { SignalingError } from './signaling-error.js';
import type { AnswerFrame, Answers, Failure } from './signaling-frames.js';
import type { TurnModeration } from '../ua/turn-moderation.js';

/** A frame that asks for an answer. */
export interface Ask {
  readonly type: keyof Answers;
  readonly ask: number;
}

export interface ChannelUser<In> {
  onFrame(frame: In): void;
  /** Called once, unless the channel was closed by `close`. `flaw`: what came of a frame that could not be understood. */
  onLost(flaw?: unknown): void;
}

/** Frames since the start. */
export interface ChannelTraffic {
  framesIn: number;
  framesOut: number;
  writes: number;
}

const MAX_FRAME_BYTES = 1 << 20;
/** As long as the outbox gathers what goes to disk. */
const ALONG_MS = 20;
/** What the other end may leave unread before it is given up. */
const MAX_BACKLOG_BYTES = 64 << 20;

interface Pending {
  resolve(answer: object): void;
  reject(error: SignalingError): void;
}

export class SignalingChannel<Out extends { readonly type: string }, In extends { readonly type: string }> {
  readonly traffic: ChannelTraffic = { framesIn: 0, framesOut: 0, writes: 0 };
  readonly #socket: Duplex;
  readonly #user: ChannelUser<In>;
  readonly #moderation: TurnModeration | undefined;
  readonly #reader: FrameReader;
  readonly #pending = new Map<number, Pending>();
  #lastAsk = 0;
  #out = '';
  /** Whether a flush is on its way in this turn, and one for later. */
  #isDue = false;
  #later: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(socket: Duplex, user: ChannelUser<In>, moderation?: TurnModeration) {
    this.#socket = socket;
    this.#user = user;
    this.#moderation = moderation;
    this.#reader = new FrameReader(MAX_FRAME_BYTES, (payload) => this.#take(payload));
    socket.on('data', (chunk: Buffer) => {
      if (!this.#isClosed && !this.#reader.push(chunk)) this.#lose();
    });
    socket.on('error', () => this.#lose());
    socket.on('end', () => this.#lose());
    socket.on('close', () => this.#lose());
    // One that broke before we listened says nothing any more.
    if (socket.destroyed) process.nextTick(() => this.#lose());
  }

  /** What has been asked and not been answered yet. */
  get asked(): number {
    return this.#pending.size;
  }

  /** For the `ask` of the next frame that asks something. */
  nextAsk(): number {
    return (this.#lastAsk += 1);
  }

  send(message: Out | AnswerFrame): void {
    if (this.#isClosed) return;
    if (!this.#isDue) this.#flushAtEnd();
    this.#isDue = true;
    this.#add(message);
  }

  /** Sends what is in no hurry with whatever is sent next, or by itself a little later: the other end is not woken for it alone. */
  sendAlong(message: Out): void {
    if (this.#isClosed) return;
    this.#later ??= setTimeout(() => this.#flush(), ALONG_MS);
    this.#add(message);
  }

  /**
   * Sends a frame that asks for an answer. Resolves with what `take` makes of it, which is called before any frame that
   * comes after it is handed out; rejects with the other side's SignalingError, `unavailable` when it is lost.
   */
  ask<A extends Ask & Out, R>(message: A, take: (answer: Answers[A['type']]) => R): Promise<R> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(lost());
      const settle = (answer: object): void => resolve(take(answer as Answers[A['type']]));
      this.#pending.set(message.ask, { resolve: settle, reject });
      this.send(message);
    });
  }

  /** Answers what the other side has asked, when it is known. */
  reply(ask: number, answer: object): void {
    this.send({ type: 'done', ask, answer });
  }

  fail(ask: number, error: unknown): void {
    this.send({ type: 'failed', ask, failure: failureOf(error) });
  }

  /** Says what is left to be said, and hangs up. */
  close(): void {
    if (this.#isClosed) return;
    this.#flush();
    this.#end();
    this.#socket.end();
  }

  #take(payload: Buffer): void {
    this.traffic.framesIn += 1;
    const message = this.#parse(payload);
    if (message === undefined) return this.#lose();
    try {
      if (isAnswer(message)) this.#takeAnswer(message);
      else this.#user.onFrame(message);
    } catch (error) {
      // There is no telling what else is not as the two ends believe: all calls of the channel come to their end.
      this.#lose(error);
    }
  }

  #parse(payload: Buffer): In | AnswerFrame | undefined {
    try {
      return JSON.parse(payload.toString()) as In | AnswerFrame;
    } catch {
      return undefined;
    }
  }

  #takeAnswer(message: AnswerFrame): void {
    const pending = this.#pending.get(message.ask);
    this.#pending.delete(message.ask);
    if (message.type === 'done') pending?.resolve(message.answer);
    else pending?.reject(errorOf(message.failure));
  }

  #flushAtEnd(): void {
    if (this.#moderation === undefined) setImmediate(() => this.#flush());
    else this.#moderation.atEnd(() => this.#flush());
  }

  #add(message: Out | AnswerFrame): void {
    this.#out += frame(JSON.stringify(message));
    this.traffic.framesOut += 1;
  }

  #flush(): void {
    this.#isDue = false;
    clearTimeout(this.#later);
    this.#later = undefined;
    if (this.#out === '' || this.#isClosed) return;
    const out = this.#out;
    this.#out = '';
    this.traffic.writes += 1;
    this.#socket.write(out);
    if (this.#socket.writableLength > MAX_BACKLOG_BYTES) this.#lose();
  }

  #lose(flaw?: unknown): void {
    if (this.#isClosed) return;
    this.#end();
    this.#socket.destroy();
    this.#user.onLost(flaw);
  }

  #end(): void {
    this.#isClosed = true;
    clearTimeout(this.#later);
    this.#reader.refuse();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(lost());
  }
}

export function errorOf({ code, status, message, q850, isSilent }: Failure): SignalingError {
  return new SignalingError(code, status, message, q850, isSilent);
}

export function failureOf(error: unknown): Failure {
  if (error instanceof SignalingError) {
    const { code, status, message, q850, isSilent } = error;
    return { code, status, message, q850, ...(isSilent && { isSilent }) };
  }
  return {
    code: 'unavailable',
    status: 500,
    message: error instanceof Error ? error.message : String(error),
  };
}

function lost(): SignalingError {
  return new SignalingError('unavailable', 503, 'the connection to the SIP server was lost');
}

function isAnswer(message: { readonly type: string }): message is AnswerFrame {
  return message.type === 'done' || message.type === 'failed';
}

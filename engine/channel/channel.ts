/**
 * The channel between two of our processes or threads: requests with their replies and aborts, notes, and addressable
 * objects of either end. A `Speech` describes what each end says; a `Wire` carries it.
 *
 * An end has one of three deaths: closed, when this end closed it; failed to start, when the far end refused the first
 * request or went before it answered; died, when the far end went later, stopped reading, or sent nonsense. Unanswered
 * requests then fail with that death, and no object receives anything more.
 */
import { EndController } from '../end-signal.js';
import type {
  AnswerOf,
  Asked,
  AskOf,
  Far,
  Handlers,
  Note,
  Request,
  RequestOptions,
  Speech,
} from './speech.js';
import type { Frame, Wire, WireTraffic } from './wire.js';

export type ChannelEnd =
  | { readonly kind: 'closed' }
  /** `reason` is a text for people; `flaw` is the error of a frame that made no sense. */
  | { readonly kind: 'failed to start' | 'died'; readonly reason: string; readonly flaw?: unknown };

/** How errors travel. */
export interface ErrorForm {
  write(error: unknown): unknown;
  read(written: unknown): Error;
  /** The error of every request on a channel that has ended. */
  lost(end: ChannelEnd): Error;
  /** The refusal of a request to an object that is gone. */
  gone(): Error;
}

export interface ChannelOptions {
  readonly errors?: ErrorForm;
  /** Which ids this end gives to its objects, so that those of the two ends differ. */
  readonly ids?: 'odd' | 'even';
  /** Called once, after all open requests have failed. */
  readonly onEnd?: (end: ChannelEnd) => void;
}

/** One request of this end. */
interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly take: ((answer: unknown) => unknown) | undefined;
  /** Takes back what listens to the signal. */
  readonly release: (() => void) | undefined;
}

/** Handlers, looked up by a name from the wire. */
interface Named {
  readonly requests: Readonly<
    Record<string, ((ask: unknown, asked: Asked<unknown>, self: unknown) => unknown) | undefined>
  >;
  readonly notes: Readonly<Record<string, ((said: unknown, self: unknown) => void) | undefined>>;
}

interface OpenObject {
  readonly kind: string;
  readonly handlers: Named;
  readonly self: unknown;
}

export class Channel<Mine extends Speech, Theirs extends Speech> implements Far<Mine> {
  readonly #wire: Wire;
  readonly #errors: ErrorForm;
  readonly #onEnd: ((end: ChannelEnd) => void) | undefined;
  readonly #root: OpenObject;
  readonly #objects = new Map<number, OpenObject>();
  readonly #pending = new Map<number, Pending>();
  /** Requests of the far end whose handlers use their signal. */
  readonly #aborts = new Map<number, EndController>();
  #lastAsk = 0;
  #lastId: number;
  #isStarting = false;
  #end: ChannelEnd | undefined;

  constructor(wire: Wire, handlers: Handlers<Theirs>, options: ChannelOptions = {}) {
    this.#wire = wire;
    this.#errors = options.errors ?? PLAIN_ERRORS;
    this.#lastId = options.ids === 'odd' ? -1 : 0;
    this.#onEnd = options.onEnd;
    this.#root = { kind: 'root', handlers: named(handlers), self: undefined };
    wire.open({
      onFrame: (frame) => this.#take(frame),
      onLost: (flaw) => this.#die(flaw),
    });
  }

  /** Our requests without an answer. */
  get asked(): number {
    return this.#pending.size;
  }

  get traffic(): WireTraffic {
    return this.#wire.traffic;
  }

  /** Undefined while it lives. */
  get end(): ChannelEnd | undefined {
    return this.#end;
  }

  /** How many objects of a kind are open here. */
  count(kind: string): number {
    let count = 0;
    for (const object of this.#objects.values()) if (object.kind === kind) count += 1;
    return count;
  }

  /** For an object of this end. */
  nextId(): number {
    return (this.#lastId += 2);
  }

  /**
   * Opens an object that both ends know by `id`: what the far end says to it goes to `handlers`, with `self`, until `close`. All
   * objects of a kind share their handlers. A note to an object that is not open is dropped, and a request refused.
   */
  object<M extends Speech, T extends Speech, Self>(
    kind: string,
    id: number,
    handlers: Handlers<T, Self>,
    self: Self,
  ): ChannelObject<M> {
    this.#objects.set(id, { kind, handlers: named(handlers), self });
    return this.far(id);
  }

  /** An object of the far end that says nothing to this one. */
  far<M extends Speech>(id: number): ChannelObject<M> {
    return new ChannelObject<M>(this as unknown as ObjectOwner, id);
  }

  /** The first request. A far end that refuses it has failed to start, and the channel is closed. */
  async start<K extends Request<Mine>>(name: K, ask: AskOf<Mine, K>): Promise<AnswerOf<Mine, K>> {
    this.#isStarting = true;
    try {
      return await this.request(name, ask);
    } catch (error) {
      this.#finish({ kind: 'failed to start', reason: textOf(error) });
      this.#wire.close();
      throw error;
    } finally {
      this.#isStarting = false;
    }
  }

  request<K extends Request<Mine>, Result = AnswerOf<Mine, K>>(
    name: K,
    ask: AskOf<Mine, K>,
    options?: RequestOptions<AnswerOf<Mine, K>, Result>,
  ): Promise<Result> {
    return this.askOf(undefined, name, ask, options as RequestOptions<unknown, Result>);
  }

  note<K extends Note<Mine>>(name: K, said: Mine['notes'][K]): void {
    this.#send({ note: name, body: said });
  }

  noteLater<K extends Note<Mine>>(name: K, said: Mine['notes'][K]): void {
    this.#send({ note: name, body: said }, true);
  }

  /** For `ChannelObject`. */
  askOf<Result>(
    of: number | undefined,
    name: string,
    body: unknown,
    options?: RequestOptions<unknown, Result>,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) return reject(this.#errors.lost(this.#end));
      const ask = (this.#lastAsk += 1);
      this.#send(of === undefined ? { ask, name, body } : { ask, of, name, body });
      const release = options?.signal?.onAbort(() => this.#send({ abort: ask }));
      this.#pending.set(ask, { resolve, reject, take: options?.take, release });
    });
  }

  /** For `ChannelObject`. */
  noteOf(of: number, name: string, body: unknown, later: boolean): void {
    this.#send({ note: name, of, body }, later);
  }

  /** For `CarriedOut`. */
  answer(ask: number, body: unknown): void {
    this.#send({ done: ask, body });
  }

  /** For `ChannelObject`. */
  forget(id: number): void {
    this.#objects.delete(id);
  }

  /** Sends what is left, and ends; open requests are rejected. Idempotent. */
  close(): void {
    if (this.#end !== undefined) return;
    this.#wire.close();
    this.#finish({ kind: 'closed' });
  }

  #send(frame: Frame, later = false): void {
    if (this.#end === undefined) this.#wire.send(frame, later);
  }

  #take(frame: Frame): void {
    if (this.#end !== undefined) return;
    try {
      if ('done' in frame) this.#takeAnswer(frame.done, frame.body);
      else if ('note' in frame) this.#takeNote(frame);
      else if ('ask' in frame) this.#takeAsk(frame);
      else if ('failed' in frame) this.#pendingOf(frame.failed)?.reject(this.#errors.read(frame.error));
      else this.#aborts.get(frame.abort)?.abort();
    } catch (error) {
      // It is unknown what else differs between the two ends: everything of this channel ends.
      this.#wire.close();
      this.#die(error);
    }
  }

  #takeAnswer(ask: number, answer: unknown): void {
    const pending = this.#pendingOf(ask);
    if (pending === undefined) return;
    const { resolve, take } = pending;
    resolve((take === undefined ? answer : take(answer)) as never);
  }

  #pendingOf(ask: number): Pending | undefined {
    const pending = this.#pending.get(ask);
    this.#pending.delete(ask);
    pending?.release?.();
    return pending;
  }

  #takeNote({ note, of, body }: Extract<Frame, { note: string }>): void {
    const object = this.#objectOf(of);
    if (object === undefined) return;
    const handler = object.handlers.notes[note];
    if (handler === undefined) throw new TypeError(`expected a note, found ${note}`);
    handler(body, object.self);
  }

  #takeAsk({ ask, of, name, body }: Extract<Frame, { ask: number }>): void {
    const object = this.#objectOf(of);
    if (object === undefined) return this.#refuse(ask, this.#errors.gone());
    const handler = object.handlers.requests[name];
    if (handler === undefined) throw new TypeError(`expected a request, found ${name}`);
    const asked = new CarriedOut(ask, this.#aborts, this as unknown as ObjectOwner);
    try {
      const answer = handler(body, asked, object.self);
      if (answer instanceof Promise)
        answer.then(
          (later) => asked.reply(later),
          (error: unknown) => this.#fail(asked, error),
        );
      else asked.reply(answer);
    } catch (error) {
      this.#fail(asked, error);
    }
  }

  #fail(asked: CarriedOut, error: unknown): void {
    if (asked.settle()) this.#refuse(asked.ask, error);
  }

  #refuse(ask: number, error: unknown): void {
    this.#send({ failed: ask, error: this.#errors.write(error) });
  }

  #objectOf(of: number | undefined): OpenObject | undefined {
    return of === undefined ? this.#root : this.#objects.get(of);
  }

  #die(flaw: unknown): void {
    const reason = flaw === undefined ? 'the far end has gone' : `it made no sense: ${textOf(flaw)}`;
    this.#finish({
      kind: this.#isStarting ? 'failed to start' : 'died',
      reason,
      ...(flaw === undefined ? {} : { flaw }),
    });
  }

  #finish(end: ChannelEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#objects.clear();
    this.#aborts.clear();
    for (const { reject, release } of pending) {
      release?.();
      reject(this.#errors.lost(end));
    }
    this.#onEnd?.(end);
  }
}

/** What an object needs of its channel, whichever its description. */
type ObjectOwner = Pick<Channel<Speech, Speech>, 'askOf' | 'noteOf' | 'answer' | 'forget'>;

export class ChannelObject<Mine extends Speech> implements Far<Mine> {
  readonly #channel: ObjectOwner;
  readonly id: number;

  constructor(channel: ObjectOwner, id: number) {
    this.#channel = channel;
    this.id = id;
  }

  request<K extends Request<Mine>, Result = AnswerOf<Mine, K>>(
    name: K,
    ask: AskOf<Mine, K>,
    options?: RequestOptions<AnswerOf<Mine, K>, Result>,
  ): Promise<Result> {
    return this.#channel.askOf(this.id, name, ask, options as RequestOptions<unknown, Result>);
  }

  note<K extends Note<Mine>>(name: K, said: Mine['notes'][K]): void {
    this.#channel.noteOf(this.id, name, said, false);
  }

  noteLater<K extends Note<Mine>>(name: K, said: Mine['notes'][K]): void {
    this.#channel.noteOf(this.id, name, said, true);
  }

  /** The object receives nothing more from the far end. Idempotent. */
  close(): void {
    this.#channel.forget(this.id);
  }
}

/** One request of the far end. */
class CarriedOut implements Asked<unknown> {
  readonly ask: number;
  readonly #aborts: Map<number, EndController>;
  readonly #channel: ObjectOwner;
  #isSettled = false;

  constructor(ask: number, aborts: Map<number, EndController>, channel: ObjectOwner) {
    this.ask = ask;
    this.#aborts = aborts;
    this.#channel = channel;
  }

  /** Most handlers do not use it: it is created on demand. */
  get signal() {
    let controller = this.#aborts.get(this.ask);
    if (controller === undefined) {
      controller = new EndController();
      if (!this.#isSettled) this.#aborts.set(this.ask, controller);
    }
    return controller;
  }

  reply(answer: unknown): void {
    if (this.settle()) this.#channel.answer(this.ask, answer);
  }

  /** True for the first caller. */
  settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    this.#aborts.delete(this.ask);
    return true;
  }
}

/** Transmits errors by their message alone. */
export const PLAIN_ERRORS: ErrorForm = {
  write: textOf,
  read: (written) => new Error(String(written)),
  lost: (end) => new Error(end.kind === 'closed' ? 'the channel is closed' : end.reason),
  gone: () => new Error('it has gone'),
};

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The one place where the types of a description give way to names from the wire. */
function named<S extends Speech, Self>(handlers: Handlers<S, Self>): Named {
  return handlers as unknown as Named;
}

/**
 * Describes what the two ends of a channel say to each other. Types only.
 *
 * A `Speech` is what one end says: requests, each a function from question to answer, and notes, which get no answer.
 * It is written once: `Far` checks the end that asks against it, and `Handlers` the end that answers.
 */
import type { EndSignal } from '../end-signal.js';

export interface Speech {
  /** `name(ask): answer` for each request. */
  readonly requests: object;
  /** `name: what is said` for each note. */
  readonly notes: object;
}

/** The speech of an end that only answers. */
export interface Silent extends Speech {
  readonly requests: Record<never, never>;
  readonly notes: Record<never, never>;
}

export type Request<S extends Speech> = keyof S['requests'] & string;
export type Note<S extends Speech> = keyof S['notes'] & string;

export type AskOf<S extends Speech, K extends Request<S>> = S['requests'][K] extends (
  ask: infer Ask,
) => unknown
  ? Ask
  : never;

export type AnswerOf<S extends Speech, K extends Request<S>> = S['requests'][K] extends (
  ask: never,
) => infer Answer
  ? Answer
  : never;

/** A request in progress. */
export interface Asked<Answer> {
  /** Aborts when the far end no longer wants the answer; it gets one all the same. */
  readonly signal: EndSignal;
  /**
   * Sends the answer before the handler returns, so that notes sent after this call follow it. The first answer counts.
   */
  reply(answer: Answer): void;
}

/**
 * Carries out what the far end says. The answer to a request is what its handler returns, or the error it throws.
 * `Self` is the object that is spoken to: all objects of a kind share their handlers.
 */
export interface Handlers<S extends Speech, Self = undefined> {
  readonly requests: {
    readonly [K in Request<S>]: (
      ask: AskOf<S, K>,
      asked: Asked<AnswerOf<S, K>>,
      self: Self,
    ) => AnswerOf<S, K> | Promise<AnswerOf<S, K>>;
  };
  readonly notes: { readonly [K in Note<S>]: (said: S['notes'][K], self: Self) => void };
}

export interface RequestOptions<Answer, Result> {
  /** Converts the answer before any later frame of the far end is delivered, so that those find what it opens. */
  readonly take?: (answer: Answer) => Result;
  /** Tells the far end that the answer is no longer wanted; the promise still settles with its answer. */
  readonly signal?: EndSignal | undefined;
}

/** One object at the far end, or the far end itself. */
export interface Far<S extends Speech> {
  /** Resolves with the answer; rejects with the error of the far end, or with that of a channel that has ended. */
  request<K extends Request<S>, Result = AnswerOf<S, K>>(
    name: K,
    ask: AskOf<S, K>,
    options?: RequestOptions<AnswerOf<S, K>, Result>,
  ): Promise<Result>;
  note<K extends Note<S>>(name: K, said: S['notes'][K]): void;
  /** A note that may wait a little for the next frame, so that the far end is not woken for it alone. */
  noteLater<K extends Note<S>>(name: K, said: S['notes'][K]): void;
}

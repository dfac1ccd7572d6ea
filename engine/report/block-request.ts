/**
 * X mode's question to the application (spec 7), and the parser for its answer, which accepts all the shapes that real
 * customers send.
 */
import type { EndSignal } from '../end-signal.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { Clock } from '../clock.js';
import { answerObject, objectIn, wrongAnswer, type AnswerObject } from './answer-object.js';
import type { ApplicationAnswer, AskApplication } from './ask-application.js';
import type { Application } from '../../routing/application.js';
import type { CallFacts } from './call-facts.js';
import { eventBody } from './events.js';
import { addressesOf } from './postbox.js';
import type { ReportSettings } from './report-settings.js';
import type { PostResult, SignedPoster } from './signed-post.js';

export interface BlockRequestOptions {
  readonly poster: Pick<SignedPoster, 'post'>;
  readonly clock: Clock;
  /** Reads a number written by an application; undefined if it is none. */
  readonly readNumber: (text: string) => E164 | undefined;
  /** Time for the answer, both addresses together: the caller is waiting. */
  readonly settingsOf: (application: Application) => Pick<ReportSettings, 'askTimeoutMs'>;
}

/** Spec 7: `maxDuration` in minutes, 0 to 1440. */
const MAX_MINUTES = 1440;

export class BlockRequest implements AskApplication {
  readonly #options: BlockRequestOptions;

  constructor(options: BlockRequestOptions) {
    this.#options = options;
  }

  async ask(facts: CallFacts, signal: EndSignal): Promise<ApplicationAnswer> {
    const { readNumber } = this.#options;
    const { application } = facts;
    const callbacks = application?.callbacks ?? {};
    const urls = addressesOf(callbacks, callbacks.callin === undefined ? 'status' : 'callin');
    if (application === undefined || urls.length === 0)
      return { operation: 'silent', because: 'the application has no address for call events' };
    const result = await this.#post(urls, application, facts, signal);
    if (result.outcome === 'failed') return { operation: 'silent', because: result.because };
    if (result.status !== 200) return { operation: 'silent', because: `answered ${result.status}` };
    return readAnswer(result.body, readNumber);
  }

  /** The question is not repeated (spec 7); a second address is asked while the time is not over. */
  async #post(
    urls: readonly string[],
    application: Application,
    facts: CallFacts,
    signal: EndSignal,
  ): Promise<PostResult> {
    const { poster, clock, settingsOf } = this.#options;
    const now = clock.now();
    const body = eventBody('callin', facts, now, 'Block');
    const idempotencyKey = `${facts.sessionId}.callin`;
    const until = clock.elapsed() + settingsOf(application).askTimeoutMs;
    let result: PostResult = { outcome: 'failed', because: 'there was no time for it' };
    for (const url of urls) {
      const timeoutMs = Math.round(until - clock.elapsed());
      if (timeoutMs <= 0 || signal.aborted) break;
      result = await poster.post(url, application, body, {
        ...{ timeoutMs, readsBody: true, now, signal, idempotencyKey },
      });
      if (result.outcome === 'answered' && result.status === 200) break;
    }
    return result;
  }
}

/** `connectInfo` and `closeInfo` are one object in the tables, a one-element list in the official sample. */
export function readAnswer(body: string, readNumber: (text: string) => E164 | undefined): ApplicationAnswer {
  const answer = answerObject(body);
  if (answer === undefined) return wrongAnswer('a JSON object', 'something else');
  if (answer['operation'] === 'close') return readClose(objectIn(answer['closeInfo']) ?? {});
  if (answer['operation'] !== 'connect') return wrongAnswer('operation connect or close', 'another one');
  const info = objectIn(answer['connectInfo']);
  if (info === undefined) return wrongAnswer('connectInfo', 'none');
  try {
    return readConnect(info, readNumber);
  } catch (error) {
    return { operation: 'wrong', because: error instanceof Error ? error.message : String(error) };
  }
}

function readConnect(info: AnswerObject, readNumber: (text: string) => E164 | undefined): ApplicationAnswer {
  const callee = numberIn(info, 'calleeNum', readNumber);
  if (callee === undefined) return wrongAnswer('calleeNum', 'none');
  const minutes = Number(info['maxDuration'] ?? 0);
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > MAX_MINUTES)
    return wrongAnswer(`maxDuration from 0 to ${MAX_MINUTES} minutes`, 'another value');
  return {
    operation: 'connect',
    callee,
    display: numberIn(info, 'displayCalleeNum', readNumber),
    maxDurationMs: minutes * 60_000,
    waitingPrompt: textIn(info, 'waitVoice'),
    lastMinutePrompt: textIn(info, 'lastMinVoice'),
    record: info['recordFlag'] === true || info['recordFlag'] === 'true',
    recordingHint: textIn(info, 'recordHintTone'),
    userData: textIn(info, 'userData'),
  };
}

function readClose(info: AnswerObject): ApplicationAnswer {
  return {
    operation: 'close',
    prompt: textIn(info, 'closeHintTone'),
    userData: textIn(info, 'userData'),
  };
}

function numberIn(
  info: AnswerObject,
  name: string,
  readNumber: (text: string) => E164 | undefined,
): E164 | undefined {
  const text = textIn(info, name);
  if (text === undefined) return undefined;
  const number = readNumber(text);
  if (number === undefined) throw new Error(`expected a number in ${name}, found something else`);
  return number;
}

function textIn(info: AnswerObject, name: string): string | undefined {
  const value = info[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, 256) : undefined;
}

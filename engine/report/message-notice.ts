/** Notices of short messages to applications (spec 10.3), and the answer to the question that one mode of them is. */
import type { Application } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { Clock } from '../clock.js';
import type { EndSignal } from '../end-signal.js';
import { answerObject, objectIn, wrongAnswer } from './answer-object.js';
import type { MessageAnswer, MessageFacts, MessageReport } from './message-facts.js';
import type { Outbox } from './outbox.js';
import type { Postbox } from './postbox.js';
import type { SignedPoster } from './signed-post.js';

export interface MessageNoticesOptions {
  readonly poster: Pick<SignedPoster, 'post'>;
  readonly outbox: Pick<Outbox, 'flush'>;
  readonly postbox: Pick<Postbox, 'wants' | 'post'>;
  readonly applicationOf: (appKey: string) => Application | undefined;
  readonly readNumber: (text: string) => E164 | undefined;
  /** Whether notices have the text. */
  readonly showsContent: () => boolean;
  readonly clock: Clock;
}

/** The sender's network waits meanwhile (spec 12, 4). */
const TIMEOUT_MS = 3000;
/** Spec 10.3, of `smsContent`. */
const MAX_CONTENT = 2000;

export class MessageNotices implements MessageReport {
  readonly #options: MessageNoticesOptions;

  constructor(options: MessageNoticesOptions) {
    this.#options = options;
  }

  async askAboutMessage(
    facts: MessageFacts,
    application: Application,
    signal: EndSignal,
  ): Promise<MessageAnswer> {
    const { poster, clock, readNumber, showsContent } = this.#options;
    const url = application.callbacks.smsControl;
    if (url === undefined)
      return { operation: 'silent', because: 'the application has no address for questions about messages' };
    const now = clock.now();
    const body = noticeBody(facts, { mode: 'Block', at: now, showsContent: showsContent() });
    const options = { timeoutMs: TIMEOUT_MS, readsBody: true, now, signal };
    const result = await poster.post(url, application, body, options);
    if (result.outcome === 'failed') return { operation: 'silent', because: result.because };
    if (result.status !== 200) return { operation: 'silent', because: `answered ${result.status}` };
    return readMessageAnswer(result.body, facts.sender, readNumber);
  }

  async messageNotice(facts: MessageFacts, sendResult: number, at: number): Promise<void> {
    const { outbox, postbox, applicationOf, showsContent } = this.#options;
    const { appKey, id } = facts;
    const application = applicationOf(appKey);
    // Spec 10.3: AXE and AXYB have no notices.
    if (application === undefined || isWithoutNotices(application)) return;
    if (!postbox.wants(application, 'smsEvent')) return;
    const body = noticeBody(facts, { mode: 'Notify', at, sendResult, showsContent: showsContent() });
    postbox.post(application, { kind: 'smsEvent', group: id, body, at });
    await outbox.flush();
  }
}

function isWithoutNotices({ mode }: Application): boolean {
  return mode === 'AXE' || mode === 'AXYB';
}

interface Notice {
  readonly mode: 'Block' | 'Notify';
  readonly at: number;
  readonly sendResult?: number;
  readonly showsContent: boolean;
}

export function noticeBody(facts: MessageFacts, { mode, at, sendResult, showsContent }: Notice): string {
  const { subscriptionId, userData, receiver } = facts;
  return JSON.stringify({
    appKey: facts.appKey,
    smsEvent: {
      smsIdentifier: facts.id.slice(0, 64),
      notificationMode: mode,
      calling: facts.sender,
      // Only after it was forwarded.
      ...(mode === 'Notify' && sendResult === 0 && receiver !== undefined && { called: receiver }),
      virtualNumber: facts.x,
      // With the blank at the end, as in the vendor's sample.
      event: 'Text SMS ',
      timeStamp: new Date(at).toISOString(),
      extInfo: {
        extParas: [
          { key: 'splitNum', value: String(facts.parts) },
          { key: 'direction', value: String(facts.direction) },
        ],
      },
      ...(subscriptionId !== undefined && { subscriptionId }),
      ...(userData !== undefined && { userData }),
      ...(showsContent && facts.text !== '' && { smsContent: facts.text.slice(0, MAX_CONTENT) }),
      ...(sendResult !== undefined && { sendResult }),
    },
  });
}

/** `actions` is a list of one action; a bare object is taken too. */
export function readMessageAnswer(
  body: string,
  sender: E164,
  readNumber: (text: string) => E164 | undefined,
): MessageAnswer {
  const action = objectIn(answerObject(body)?.['actions']);
  if (action === undefined) return wrongAnswer('an object with actions', 'something else');
  const { operation, userData } = action;
  if (operation === 'DiscardMessage') return { operation: 'discard' };
  if (operation !== 'vNumberRoute')
    return wrongAnswer('operation vNumberRoute or DiscardMessage', 'another one');
  const message = objectIn(action['message']);
  if (message === undefined) return wrongAnswer('message with the number to forward to', 'none');
  const { called, calling } = message;
  const receiver = typeof called === 'string' ? readNumber(called) : undefined;
  if (receiver === undefined) return wrongAnswer('a number in message.called', 'something else');
  if (typeof calling !== 'string' || readNumber(calling) !== sender)
    return wrongAnswer('the calling number of the notice in message.calling', 'another one');
  return {
    operation: 'forward',
    receiver,
    userData: typeof userData === 'string' && userData !== '' ? userData.slice(0, 256) : undefined,
  };
}

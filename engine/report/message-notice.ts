/** Notices of short messages to applications (spec 10.3), and the answer to the question that one mode of them is. */
import type { Application } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { Clock } from '../clock.js';
import type { EndSignal } from '../end-signal.js';
import { answerObject, objectIn, wrongAnswer } from './answer-object.js';
import type { MessageAnswer, MessageFacts, MessageReport } from './message-facts.js';
import type { Outbox } from './outbox.js';
import type { Postbox } from './postbox.js';
import type { ReportSettings } from './report-settings.js';
import type { SignedPoster } from './signed-post.js';

export interface MessageNoticesOptions {
  readonly poster: Pick<SignedPoster, 'post'>;
  readonly outbox: Pick<Outbox, 'flush'>;
  readonly postbox: Pick<Postbox, 'wants' | 'post'>;
  readonly applicationOf: (appKey: string) => Application | undefined;
  readonly readNumber: (text: string) => E164 | undefined;
  /** The sender's network waits for the answer (spec 12, 4). */
  readonly settingsOf: (application: Application) => Pick<ReportSettings, 'askTimeoutMs' | 'fields'>;
  /** The city code of a privacy number. */
  readonly areaOf: (number: E164) => string | undefined;
  /** Whether notices have the text. */
  readonly showsContent: () => boolean;
  readonly clock: Clock;
}

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
    const { poster, clock, readNumber, settingsOf } = this.#options;
    const url = application.callbacks.smsControl;
    if (url === undefined)
      return { operation: 'silent', because: 'the application has no address for questions about messages' };
    const now = clock.now();
    const body = noticeBody(facts, { mode: 'Block', at: now, ...this.#shown(facts, application) });
    const { askTimeoutMs: timeoutMs } = settingsOf(application);
    const options = { timeoutMs, readsBody: true, now, signal };
    const result = await poster.post(url, application, body, options);
    if (result.outcome === 'failed') return { operation: 'silent', because: result.because };
    if (result.status !== 200) return { operation: 'silent', because: `answered ${result.status}` };
    return readMessageAnswer(result.body, facts.sender, readNumber);
  }

  async messageNotice(facts: MessageFacts, sendResult: number, at: number): Promise<void> {
    const { outbox, postbox, applicationOf } = this.#options;
    const { appKey, id } = facts;
    const application = applicationOf(appKey);
    // Spec 10.3: AXE and AXYB have no notices.
    if (application === undefined || isWithoutNotices(application)) return;
    if (!postbox.wants(application, 'smsEvent')) return;
    const body = noticeBody(facts, { mode: 'Notify', at, sendResult, ...this.#shown(facts, application) });
    postbox.post(application, { kind: 'smsEvent', group: id, body, at });
    await outbox.flush();
  }

  #shown({ x }: MessageFacts, application: Application): Pick<Notice, 'showsContent' | 'areaCode'> {
    const { settingsOf, areaOf, showsContent } = this.#options;
    const hasArea = settingsOf(application).fields.includes('areaCode');
    return { showsContent: showsContent(), areaCode: hasArea ? areaOf(x) : undefined };
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
  /** That of X, for applications that ask for it. */
  readonly areaCode?: string | undefined;
}

export function noticeBody(facts: MessageFacts, notice: Notice): string {
  const { mode, at, sendResult, showsContent, areaCode } = notice;
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
      ...(areaCode !== undefined && { areaCode }),
      ...(showsContent && facts.text !== '' && { smsContent: contentOf(facts.text) }),
      ...(sendResult !== undefined && { sendResult }),
    },
  });
}

/** An emoji at the end is left out rather than cut in two. */
function contentOf(text: string): string {
  const cut = text.slice(0, MAX_CONTENT);
  return cut.length < text.length ? cut.replace(/[\uD800-\uDBFF]$/, '') : cut;
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

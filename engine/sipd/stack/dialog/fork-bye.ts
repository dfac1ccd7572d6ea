/**
 * The BYE to a second branch that has answered our INVITE (RFC 3261 13.2.2.4). The stack handles it alone: its user
 * never sees that branch. It asks the user only for credentials if the BYE is challenged (22.2); without them the
 * branch would stay up, and cost money.
 */
import type { ClientUsage } from '../transaction/client-usage.js';
import type { StackCore } from '../core.js';
import { byeDraft } from './usage.js';
import type { SipResponse } from '../parse/message.js';
import type { AnswerChallenge, Dialog, OutgoingRequest, RequestDraft } from '../stack.js';

/** A proxy and the party behind it, or a stale nonce. */
const MAX_ROUNDS = 2;

type SendToFork = (draft: RequestDraft, usage: ClientUsage) => OutgoingRequest;

export class ForkBye implements ClientUsage {
  readonly dialog = undefined;
  readonly #core: StackCore;
  readonly #answered: Dialog;
  readonly #send: SendToFork;
  #uri = '';
  #rounds = 0;
  #answerChallenge: AnswerChallenge | undefined;

  private constructor(core: StackCore, answered: Dialog, send: SendToFork) {
    this.#core = core;
    this.#answered = answered;
    this.#send = send;
  }

  /** `answered`: the dialog of the branch that answered first. */
  static send(core: StackCore, answered: Dialog, send: SendToFork): void {
    new ForkBye(core, answered, send).#sendWith([]);
  }

  onResponse(response: SipResponse): false {
    const { status } = response;
    if ((status === 401 || status === 407) && this.#answers(response)) return false;
    if (status >= 300 && status !== 408 && status !== 481)
      this.#core.notices.say(
        `a BYE to a second branch that answered was refused with ${status}: it may stay up, and charge for it`,
      );
    return false;
  }

  #answers(challenge: SipResponse): boolean {
    if (this.#rounds === MAX_ROUNDS) return false;
    this.#answerChallenge ??= this.#core.user.onForkChallenged?.(this.#answered);
    const credentials = this.#answerChallenge?.(challenge, { method: 'BYE', uri: this.#uri }) ?? [];
    if (credentials.length === 0) return false;
    this.#rounds += 1;
    this.#sendWith(credentials);
    return true;
  }

  #sendWith(credentials: RequestDraft['headers']): void {
    const draft = byeDraft('another branch has answered');
    const bye = this.#send({ ...draft, headers: [...draft.headers, ...credentials] }, this);
    this.#uri = bye.sent.message.uri;
  }
}

/** What responses to our requests in a dialog, except INVITE, mean for the dialog. */
import { detached } from '../parse/header-text.js';
import type { ClientUsage } from '../transaction/client-usage.js';
import type { SipResponse } from '../parse/message.js';
import type { SessionTimer } from './session-timer.js';
import type { Dialog, DialogEndCause, Flow, RequestDraft, RequestOptions } from '../stack.js';
import type { TcpConnection } from '../transport/tcp.js';

/** The dialog of the request, as far as a response may concern it. */
export interface AskingDialog extends Dialog {
  readonly sessionTimer: SessionTimer;
  byeAnswered(status: number): void;
  heard(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): void;
}

/** Our request in a dialog, other than INVITE. */
export class RequestUsage implements ClientUsage {
  constructor(
    readonly dialog: AskingDialog,
    readonly method: string,
  ) {}

  onResponse(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): boolean {
    const { status } = response;
    if (status === 100) return false;
    if (this.method === 'BYE' && status >= 200) this.dialog.byeAnswered(status);
    if (this.method === 'UPDATE' && status >= 200 && status < 300) {
      this.dialog.heard(response, flow, connection);
      this.dialog.sessionTimer.negotiatedByPeer(response);
    }
    return true;
  }
}

/** For a request of the stack itself: its user does not see it. */
export const UNHEARD: RequestOptions = { onResponse: () => undefined };

/** For a request whose responses are ignored: the stack's own BYE. */
export const NO_USAGE: ClientUsage = { dialog: undefined, onResponse: () => false };

/** The reason in the stack's own BYEs. */
export const REASONS: Readonly<Record<DialogEndCause, string>> = {
  'ack-timeout': 'ACK timeout',
  'session-expired': 'Session timer expired',
  'session-refresh-failed': 'Session timer refresh failed',
  'cancel-crossed-answer': 'ACK-BYE due to cancel race condition',
  'ack-failed': 'ACK could not be sent',
};

/** The stack's own BYE; `reason` is a text of its user's. */
export function byeDraft(reason: string): RequestDraft {
  const text = detached(reason).replace(/["\\\r\n]/g, ' ');
  return { method: 'BYE', uri: '', headers: [['Reason', `SIP;cause=200;text="${text}"`]] };
}

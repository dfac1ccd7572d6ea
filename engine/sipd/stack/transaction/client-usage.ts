/** What becomes of the responses to a request, before the stack's user sees them. */
import type { SipResponse } from '../parse/message.js';
import type { Dialog, Flow } from '../stack.js';
import type { TcpConnection } from '../transport/tcp.js';

/** How a dialog, or the sender of the request, handles responses before the stack's user sees them. */
export interface ClientUsage {
  readonly dialog: Dialog | undefined;
  /** Whether the stack's user sees the response, or the response it sees instead. */
  onResponse(response: SipResponse, flow: Flow, connection: TcpConnection | undefined): boolean | SipResponse;
}

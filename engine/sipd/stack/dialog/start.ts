/** What is known of a dialog when the message that creates it has been sent or received (RFC 3261 12.1). */
import type { DialogPeer } from './peer.js';

export interface DialogStart {
  readonly role: 'uac' | 'uas';
  readonly callId: string;
  readonly localTag: string;
  /** From of our requests, tag included. */
  readonly localHeader: string;
  readonly localContact: string | undefined;
  readonly localCseq: number;
  readonly remoteCseq: number | undefined;
  readonly peer: DialogPeer;
}

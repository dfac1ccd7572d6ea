/**
 * A dialog that an earlier stack has left behind, taken up to be ended: the user sends its BYE, and a peer that does so first is
 * answered. Whatever else comes in it, the user has nothing to say to.
 */
import type { StackCore } from '../core.js';
import { SipDialog } from './dialog.js';
import { DialogPeer } from './peer.js';
import type { SavedDialog } from '../stack.js';

/**
 * The earlier stack may have sent any number of requests since the dialog was saved, and ours has to be higher (RFC 3261
 * 12.2.1.1); how much higher is of no account (8.1.1.5).
 */
const CSEQ_STEP = 10_000;

/** Adds it to the dialogs of `core`, unless one of that name is there. */
export function takeUpDialog(core: StackCore, saved: SavedDialog): void {
  const { role, callId, localTag, localHeader, localCseq } = saved;
  const peer = DialogPeer.ofSaved(core.transports, saved.peer);
  if (core.dialogs.byLocalTag(callId, localTag) !== undefined) return;
  const start = { role, callId, localTag, localHeader, localContact: undefined, remoteCseq: undefined, peer };
  new SipDialog(core, { ...start, localCseq: localCseq + CSEQ_STEP }).state = 'confirmed';
}

/** The answer to what a peer has sent last, which is sent again until it comes, as UDP wants it (RFC 3261 17.1). */
import type { PuppetMessage, SipPuppet } from '../support/phones/sip-puppet.js';

const AGAIN_AFTER_MS = 500;
const WITHIN_MS = 30_000;

export async function answered(
  puppet: SipPuppet,
  sendAgain: () => void,
  label: string | RegExp,
): Promise<PuppetMessage> {
  const timer = setInterval(sendAgain, AGAIN_AFTER_MS);
  try {
    return await puppet.take(label, WITHIN_MS);
  } finally {
    clearInterval(timer);
  }
}

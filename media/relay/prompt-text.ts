/** The audio of a prompt as it goes to a worker: base64, as the messages are JSON. */

/** Prompts are few and are played again and again. */
const texts = new WeakMap<Uint8Array, string>();

export function promptText(alaw: Uint8Array): string {
  let text = texts.get(alaw);
  if (text === undefined) {
    text = Buffer.from(alaw.buffer, alaw.byteOffset, alaw.length).toString('base64');
    texts.set(alaw, text);
  }
  return text;
}

export function promptAudio(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

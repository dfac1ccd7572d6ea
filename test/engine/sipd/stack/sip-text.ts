/** A readable block as the bytes of a message: CRLF line ends, an empty line after the head where no body follows. */
export function sip(block: string): Buffer {
  const text = block.replace(/^\n/, '').replace(/\r?\n/g, '\r\n');
  return Buffer.from(text.includes('\r\n\r\n') ? text : `${text}\r\n`);
}

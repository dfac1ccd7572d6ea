/** Frames as lines of JSON, whose texts contain no line breaks. */
import type { Frame } from './wire.js';
import type { Codec } from './wire-socket.js';

/** A frame contains at most the SDP of one SIP message, or the dialogs of all calls. */
const MAX_FRAME_BYTES = 64 << 20;
const LINE_FEED = 0x0a;

export const JSON_CODEC: Codec = {
  encode: (frame) => `${JSON.stringify(frame)}\n`,
  reader(onFrame) {
    let held: Buffer[] = [];
    let heldBytes = 0;
    return (chunk) => {
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
        const part = chunk.subarray(from, end);
        from = end + 1;
        const line = held.length === 0 ? part : Buffer.concat([...held, part]);
        held = [];
        heldBytes = 0;
        onFrame(JSON.parse(line.toString()) as Frame);
      }
      if (from === chunk.length) return;
      held.push(chunk.subarray(from));
      heldBytes += chunk.length - from;
      if (heldBytes > MAX_FRAME_BYTES)
        throw new Error(`expected a frame of at most ${MAX_FRAME_BYTES} bytes`);
    };
  },
};

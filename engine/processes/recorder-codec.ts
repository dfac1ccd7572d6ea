/**
 * The recorder's channel, encoded by recorder.proto: uint32 length, big-endian, then a ToRecorder in one direction and
 * a FromRecorder in the other. Both ends refuse longer messages, so that neither can be made to keep more than
 * `MAX_MESSAGE_BYTES`.
 */
import { recorder as proto } from '../../media/recorder/recorder-proto.js';
import type { LogLevel } from '../../media/recorder/recorder-link.js';
import type { Frame } from '../channel/wire.js';
import type { Codec } from '../channel/wire-socket.js';

const MAX_MESSAGE_BYTES = 64 * 1024;
const LENGTH_BYTES = 4;
/** By their numbers in recorder.proto. */
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** For the engine's end. */
export const ENGINE_CODEC: Codec = {
  encode(frame) {
    if (!('ask' in frame)) throw new TypeError('expected a request: the recorder takes nothing else');
    return framed(proto.ToRecorder.encode({ id: frame.ask, [frame.name]: frame.body }).finish());
  },
  reader: (onFrame) =>
    lengthReader((message) => takeFromRecorder(proto.FromRecorder.decode(message), onFrame)),
};

/** For the recorder's end. */
export const RECORDER_CODEC: Codec = {
  encode: (frame) => framed(proto.FromRecorder.encode(fromRecorder(frame)).finish()),
  reader: (onFrame) => lengthReader((message) => onFrame(requestOf(proto.ToRecorder.decode(message)))),
};

function fromRecorder(frame: Frame): proto.FromRecorder.$Properties {
  if ('done' in frame) return { reply: { id: frame.done, error: '' } };
  if ('failed' in frame) return { reply: { id: frame.failed, error: String(frame.error) || 'failed' } };
  if (!('note' in frame)) throw new TypeError('expected an answer or a note: the engine takes nothing else');
  if (frame.note === 'ended') return { ended: frame.body as proto.Ended.$Properties };
  const { level, message } = frame.body as { readonly level: LogLevel; readonly message: string };
  return { log: { level: LEVELS.indexOf(level), message } };
}

function takeFromRecorder({ reply, ended, log }: proto.FromRecorder, onFrame: (frame: Frame) => void): void {
  if (reply != null) {
    const { id, error } = proto.Reply.create(reply);
    onFrame(error === '' ? { done: id, body: {} } : { failed: id, error });
  }
  if (ended != null) onFrame({ note: 'ended', body: proto.Ended.create(ended) });
  if (log != null) {
    const { level, message } = proto.Log.create(log);
    onFrame({ note: 'log', body: { level: LEVELS[level] ?? 'info', message } });
  }
}

function requestOf(message: proto.ToRecorder & proto.ToRecorder.$Shape): Frame {
  const { id: ask, request: name } = message;
  switch (name) {
    case 'initialise':
      return { ask, name, body: proto.Initialise.create(message.initialise) };
    case 'record':
      return { ask, name, body: proto.Record.create(message.record) };
    case 'stop':
      return { ask, name, body: proto.Stop.create(message.stop) };
    case 'ping':
    case 'close':
      return { ask, name, body: {} };
    default:
      throw new Error('expected a request of recorder.proto, found none');
  }
}

function framed(message: Uint8Array): Uint8Array {
  if (message.length > MAX_MESSAGE_BYTES)
    throw new TypeError(`expected at most ${MAX_MESSAGE_BYTES} bytes, found ${message.length}`);
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + message.length);
  frame.writeUInt32BE(message.length, 0);
  frame.set(message, LENGTH_BYTES);
  return frame;
}

function lengthReader(onMessage: (message: Uint8Array) => void): (chunk: Buffer) => void {
  let held = Buffer.alloc(0);
  return (chunk) => {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    let at = 0;
    while (bytes.length - at >= LENGTH_BYTES) {
      const length = bytes.readUInt32BE(at);
      if (length > MAX_MESSAGE_BYTES)
        throw new Error(`expected a message of at most ${MAX_MESSAGE_BYTES} bytes, found ${length}`);
      const end = at + LENGTH_BYTES + length;
      if (end > bytes.length) break;
      onMessage(bytes.subarray(at + LENGTH_BYTES, end));
      at = end;
    }
    held = Buffer.from(bytes.subarray(at));
  };
}

/**
 * Main of the recorder process. Control is on file descriptor 3, RTP on the media socket. When control ends, because
 * the engine closed it or died, all recordings are ended properly and the process exits. It ignores signals: a terminal
 * or systemd sends them to the engine too, which ends its calls first.
 */
import { rmdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { Channel } from './channel.js';
import { explain } from './files/file-system.js';
import { openMediaSocket, type MediaSocket } from './media-socket.js';
import { monotonicMs } from './monotonic-clock.js';
import { recorder as proto } from './recorder-proto.js';
import type { RecordingEnd } from './recording.js';
import { Recordings } from './recordings.js';
import { RecordingsFolder } from './files/recordings-folder.js';
import { deleteOld } from './files/retention.js';

const CONTROL_FD = 3;
const HOUR_MS = 3_600_000;

const control = new Socket({ fd: CONTROL_FD, allowHalfOpen: true });
const channel = new Channel(control, (bytes) => {
  serve(proto.ToRecorder.decode(bytes)).catch(survive);
});
let recordings: Recordings | undefined;
let mediaSocket: MediaSocket | undefined;
let mediaPath: string | undefined;
let finishing = false;

// An unhandled rejection costs what it belonged to, and not every recording.
process.on('unhandledRejection', survive);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
control.on('error', () => undefined); // 'close' follows
control.once('end', finish);
control.once('close', finish);

async function serve(message: proto.ToRecorder & proto.ToRecorder.$Shape): Promise<void> {
  let error = '';
  try {
    await perform(message);
  } catch (reason) {
    error = explain(reason);
  }
  send({ reply: { id: message.id, error } });
}

async function perform(message: proto.ToRecorder & proto.ToRecorder.$Shape): Promise<void> {
  switch (message.request) {
    case 'initialise':
      return initialise(proto.Initialise.create(message.initialise));
    case 'record': {
      const { recordingId, fileName, begunAtMilliseconds, resume } = proto.Record.create(message.record);
      return running().start(recordingId, fileName, begunAtMilliseconds, resume);
    }
    case 'stop': {
      const { recordingId, endedAtMilliseconds } = proto.Stop.create(message.stop);
      return running().stop(recordingId, endedAtMilliseconds);
    }
    case 'ping':
      return;
    case undefined:
      throw new Error('unknown request');
  }
}

async function initialise(settings: proto.Initialise): Promise<void> {
  if (recordings !== undefined) throw new Error('initialised already');
  const folder = new RecordingsFolder(settings.directory);
  recordings = new Recordings(folder, monotonicMs, reportEnd);
  const completed = await folder.prepare((name, error) =>
    log('WARN', `cannot recover ${name}: ${explain(error)}`),
  );
  if (completed.length > 0)
    log('INFO', `completed unfinished recordings: ${completed.slice(0, 20).join(' ')}`);
  mediaPath = settings.mediaSocket;
  mediaSocket = await openMediaSocket(mediaPath, monotonicMs, recordings.packet.bind(recordings));
  const sweep = (): void => deleteExpired(settings.directory, settings.retentionHours * HOUR_MS);
  sweep();
  setInterval(sweep, HOUR_MS).unref();
}

function running(): Recordings {
  if (recordings === undefined) throw new Error('not initialised');
  return recordings;
}

function reportEnd(recordingId: number, fileName: string, end: RecordingEnd): void {
  const { failure = '', durationMs, latePackets } = end;
  if (latePackets > 0) log('DEBUG', `${fileName}: ${latePackets} packets came too late`);
  send({ ended: { recordingId, failure, durationMilliseconds: durationMs } });
}

function deleteExpired(directory: string, ageMs: number): void {
  const tell = (deleted: number): void => {
    if (deleted > 0) log('INFO', `deleted ${deleted} recordings past their retention`);
  };
  deleteOld(directory, Date.now() - ageMs)
    .then(tell)
    .catch((error: unknown) => log('ERROR', `cannot delete old recordings: ${explain(error)}`));
}

/** Ends everything; then nothing keeps the process alive. */
function finish(): void {
  if (finishing) return;
  finishing = true;
  endAll().catch(die);
}

async function endAll(): Promise<void> {
  await recordings?.stopAll();
  await mediaSocket?.close();
  if (mediaPath !== undefined) await rmdir(dirname(mediaPath)).catch(() => undefined);
  control.destroySoon();
}

function survive(flaw: unknown): void {
  log('ERROR', describe(flaw));
}

/** A recording that cannot be ended must not keep the process alive: the next recorder completes its file. */
function die(flaw: unknown): void {
  process.stderr.write(describe(flaw));
  process.exit(1);
}

function describe(flaw: unknown): string {
  return flaw instanceof Error ? (flaw.stack ?? flaw.message) : String(flaw);
}

function log(level: keyof typeof proto.Log.Level, message: string): void {
  send({ log: { level: proto.Log.Level[level], message } });
}

function send(message: proto.FromRecorder.$Properties): void {
  channel.send(proto.FromRecorder.encode(message).finish());
}

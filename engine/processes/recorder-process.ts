/** The recorder process: forked RTP in, WAV files out, for one engine. */
import { explain } from '../../media/recorder/files/file-system.js';
import { Recorder } from '../../media/recorder/recorder.js';
import type { EngineToRecorder, RecorderToEngine } from '../../media/recorder/recorder-link.js';
import { Channel, PLAIN_ERRORS } from '../channel/channel.js';
import { SocketWire } from '../channel/wire-socket.js';
import { RECORDER_CODEC } from './recorder-codec.js';
import { serveEngine } from './serve-engine.js';

serveEngine('recorder', (socket, end) => {
  const recorder = new Recorder({ note: (name, said) => channel.note(name, said) });
  const channel = new Channel<RecorderToEngine, EngineToRecorder>(
    new SocketWire(socket, RECORDER_CODEC),
    { requests: recorder.requests, notes: {} },
    {
      errors: { ...PLAIN_ERRORS, write: explain },
      // A recording that cannot be ended must not keep the process alive: the next recorder completes its file.
      onEnd: () => {
        recorder.finish().then(end, end);
      },
    },
  );
  return recorder;
});

/** The engine's end of the channel to the recorder process. */
import type { Socket } from 'node:net';
import type {
  EngineToRecorder,
  LinkListener,
  OpenRecorderLink,
  RecorderLink,
  RecorderToEngine,
} from '../../media/recorder/recorder-link.js';
import { Channel } from '../channel/channel.js';
import { SocketWire } from '../channel/wire-socket.js';
import type { RoundTrips } from '../observe/load/round-trips.js';
import type { Endpoint } from './connections.js';
import { ENGINE_CODEC } from './recorder-codec.js';

/** Connections to the process that is there and to its successors, each handed out once. */
export function recorderLinks(endpoint: Endpoint, roundTrips?: RoundTrips): OpenRecorderLink {
  let waiting: { readonly socket: Socket; readonly pid: number } | undefined;
  let wanted: (() => void) | undefined;
  endpoint.onUp((socket, pid) => {
    waiting = { socket, pid };
    socket.once('close', () => {
      if (waiting?.socket === socket) waiting = undefined;
    });
    wanted?.();
  });
  return (listener, signal) =>
    new Promise((resolve, reject) => {
      const take = (): void => {
        if (waiting === undefined) return;
        const { socket, pid } = waiting;
        waiting = undefined;
        wanted = undefined;
        resolve(watched(linkOver(socket, pid, listener), roundTrips));
      };
      wanted = take;
      signal.addEventListener(
        'abort',
        () => reject(new Error('recorder failed to start: there is no process of it')),
        {
          once: true,
        },
      );
      take();
    });
}

/** How late it answers is watched until it ends. */
function watched(link: RecorderLink, roundTrips: RoundTrips | undefined): RecorderLink {
  if (roundTrips === undefined) return link;
  const watchNoMore = roundTrips.watch('recorder', () => link.request('ping', {}));
  link.ended.then(watchNoMore, watchNoMore);
  return link;
}

export function linkOver(socket: Socket, pid: number, listener: LinkListener): RecorderLink {
  let end: (reason: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const channel = new Channel<EngineToRecorder, RecorderToEngine>(
    new SocketWire(socket, ENGINE_CODEC),
    {
      requests: {},
      notes: {
        ended: (said) => listener.onEnded(said.recordingId, said.failure, said.durationMilliseconds),
        log: ({ level, message }) => listener.onLog(level, message),
      },
    },
    {
      errors: {
        write: String,
        read: (written) => new Error(String(written)),
        lost: (over) => new Error(`recorder died: ${over.kind === 'closed' ? 'closed' : over.reason}`),
        gone: () => new Error('recorder away'),
      },
      onEnd: (over) => end(over.kind === 'closed' ? 'closed' : over.reason),
    },
  );
  return {
    pid,
    request: (name, ask) => channel.request(name, ask as never),
    ended,
    close: () => channel.close(),
    kill: () => kill(pid),
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone already.
  }
}

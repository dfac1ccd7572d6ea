/** The engine's ends of the channels to the workers of the media process. */
import type { Socket } from 'node:net';
import { MediaError } from '../../media/media-error.js';
import type { EngineToWorker, WorkerSettings, WorkerToEngine } from '../../media/relay/messages.js';
import {
  Refused,
  type WorkerLink,
  type WorkerLinks,
  type WorkerListener,
} from '../../media/relay/worker-link.js';
import { Channel, type ErrorForm } from '../channel/channel.js';
import { JSON_CODEC } from '../channel/codec-json.js';
import { SocketWire } from '../channel/wire-socket.js';
import type { RoundTrips } from '../observe/load/round-trips.js';
import type { Endpoint } from './connections.js';

/** `endpointOf` says where the worker of a place accepts connections. */
export function mediaLinks(
  count: number,
  endpointOf: (place: number) => Endpoint,
  roundTrips?: RoundTrips,
): WorkerLinks {
  return {
    count,
    open: (place, settings, listener) =>
      endpointOf(place).onUp((socket) => {
        const watch: Watch = (ask) => roundTrips?.watch(`media-${place}`, ask) ?? (() => undefined);
        startWorker(socket, settings, listener, watch);
      }),
  };
}

const ERRORS: ErrorForm = {
  write: String,
  read: (written) => new Refused(String(written)),
  lost: (end) =>
    new MediaError('closed', `the media worker ended: ${end.kind === 'closed' ? 'closed' : end.reason}`),
  gone: () => new MediaError('closed', 'the media worker has ended'),
};

/** Watches how late the worker answers, until the returned function is called. */
type Watch = (ask: () => Promise<unknown>) => () => void;

function startWorker(socket: Socket, settings: WorkerSettings, listener: WorkerListener, watch: Watch): void {
  let isUp = false;
  let watchNoMore = (): void => undefined;
  const channel = new Channel<EngineToWorker, WorkerToEngine>(
    new SocketWire(socket, JSON_CODEC, { isImmediate: true }),
    {
      requests: {},
      notes: {
        events: (events) => {
          for (const event of events) listener.onEvent(link, event);
        },
      },
    },
    {
      errors: ERRORS,
      onEnd: (end) => {
        watchNoMore();
        if (isUp && end.kind !== 'closed') listener.onEnded(link, end.reason);
      },
    },
  );
  const link: WorkerLink = {
    note: (...notes) => channel.note('tell', notes),
    request: (request) => channel.request('ask', request, { take: ({ statistics }) => statistics }),
    close: () => channel.close(),
  };
  const up = (): void => {
    isUp = true;
    watchNoMore = watch(() => channel.request('ping', {}));
    listener.onUp(link);
  };
  // A worker that cannot start is followed by the next.
  channel.start('start', settings).then(up, () => undefined);
}

/**
 * The life of a SIP server process, whatever it serves: started and stopped by `startSipd` over the IPC channel.
 *
 * It lives exactly as long as that channel: when the engine goes away, however it went, the server hangs up every call and
 * the process ends, for without the engine nobody would ever end them.
 */
import type { FromSipd, SipdCounters, SipdOptions, ToSipd } from './sipd-channel.js';
import { SourceList } from './source-list.js';
import { serializeHead } from './stack/parse/serialize.js';
import type { ListenPoint, SavedDialog, Stack, StackOptions, StackUser } from './stack/stack.js';

export interface SipdServer {
  /** Rejects when an address cannot be bound. */
  start(): Promise<void>;
  /** Hangs up every call and closes. Idempotent. */
  stop(): Promise<void>;
  readonly listenPoints: readonly ListenPoint[];
  /** Where applications connect; 0 where none can. */
  readonly adminPort: number;
  readonly counters: Pick<SipdCounters, 'stack' | 'wire' | 'held'>;
  readonly stack: Pick<Stack, 'findDialog'>;
}

/** What the server tells whoever reads the log. */
export interface SipdReports {
  onError(error: Error): void;
  onNotice(notice: string): void;
  /** Undefined where nobody wants to see messages. */
  readonly onTraffic?: StackUser['onTraffic'];
}

export type CreateServer = (
  options: SipdOptions & Pick<StackOptions, 'isAnsweredAtSource' | 'sources'>,
  secret: string,
  reports: SipdReports,
) => SipdServer;

/** Waits for the parent's word to start, and does what it says until it goes. */
export function runSipd(create: CreateServer): void {
  let server: SipdServer | undefined;
  // The process ends even where its server does not stop as it should: its parent may be gone, and the next one needs its ports.
  const stop = (): void => {
    Promise.resolve(server?.stop())
      .catch(onFlaw)
      .finally(() => process.exit(0));
  };
  process.on('message', (message: ToSipd) => {
    if (message.type === 'start') {
      server = create(
        { ...message.options, ...rulesOf(message.options) },
        message.secret,
        reportsFor(message.options),
      );
      start(server, stop);
    } else if (message.type === 'stop') stop();
    else if (message.type === 'save') tell({ type: 'saved', dialogs: saved(server, message.ids) });
    else if (server !== undefined) tell({ type: 'counters', id: message.id, counters: countersOf(server) });
  });
  // What escapes all others costs what it belonged to, and not every call there is.
  process.on('unhandledRejection', onFlaw);
  process.on('disconnect', stop);
  process.on('SIGTERM', stop);
  // Ctrl-C and a closed terminal go to the whole process group; the engine drains first and then stops sipd.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
}

function start(server: SipdServer, stop: () => void): void {
  const listens = (): void =>
    tell({ type: 'ready', adminPort: server.adminPort, listenPoints: server.listenPoints });
  const failed = (error: unknown): void => {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    stop();
  };
  server.start().then(listens).catch(failed);
}

function onFlaw(flaw: unknown): void {
  REPORTS.onError(flaw instanceof Error ? flaw : new Error(String(flaw)));
}

const REPORTS: SipdReports = {
  onError: (error) => tell({ type: 'error', message: error.stack ?? error.message }),
  onNotice: (message) => tell({ type: 'notice', message }),
};

/** Bytes of a body that are told; no SDP has more. */
const TOLD_BODY = 16_384;

function reportsFor({ traces = false }: SipdOptions): SipdReports {
  return traces ? { ...REPORTS, onTraffic: tellTraffic } : REPORTS;
}

const tellTraffic: StackUser['onTraffic'] = (
  direction,
  message,
  { transport, remoteAddress, remotePort },
) => {
  const text = serializeHead(message) + message.body.toString('utf8', 0, TOLD_BODY);
  const peer = `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
  tell({ type: 'traffic', traffic: { direction, transport, peer, text } });
};

/** What the stack asks of a source. The names are looked up for as long as the process lives. */
function rulesOf({
  answeredAtSource = [],
  answered,
}: SipdOptions): Pick<StackOptions, 'isAnsweredAtSource' | 'sources'> {
  const atSource = new SourceList({ blocks: answeredAtSource });
  const isAnsweredAtSource = (address: string): boolean => atSource.has(address);
  if (answered === undefined) return { isAnsweredAtSource };
  const trunks = new SourceList(answered);
  trunks.start();
  const { registers, users = [] } = answered;
  return { isAnsweredAtSource, sources: { isTrunk: (address) => trunks.has(address), registers, users } };
}

function saved(server: SipdServer | undefined, ids: readonly string[]): [string, SavedDialog | null][] {
  return ids.map((id) => [id, server?.stack.findDialog(id)?.save() ?? null]);
}

function countersOf(server: SipdServer): SipdCounters {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    ...server.counters,
    process: { cpuMicroseconds: user + system, residentBytes: rss, heapUsedBytes: heapUsed },
  };
}

function tell(message: FromSipd): void {
  if (process.connected) process.send?.(message);
}

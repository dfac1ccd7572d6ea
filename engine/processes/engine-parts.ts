/** The engine's parts whose work is done in the other processes: signaling, media, the recorder. */
import type { Config } from '../../config/config.js';
import type { Media } from '../../media/media.js';
import { RecorderProcess } from '../../media/recorder/recorder-process.js';
import { openRelay } from '../../media/relay/relay.js';
import { gateSettings } from '../call-settings.js';
import { systemClock } from '../clock.js';
import { withNumbersMasked, withoutSecrets } from '../ladder/mask-sip.js';
import type { FullDisk } from '../observe/full-disk.js';
import type { RoundTrips } from '../observe/load/round-trips.js';
import { PersonalText, type Logger } from '../observe/log.js';
import { tlsFilesOf } from '../sip/tls-files.js';
import { RemoteSignaling, type SipMemory } from '../sip/remote-signaling.js';
import type { SipStart, SipTraffic } from '../sip/signaling-speech.js';
import { answeredAtSource, answeredSources, reusedConnections } from '../sip/trunks/configured-trunks.js';
import type { ListenPoint } from '../sipd/stack/stack.js';
import type { Endpoint, ProcessConnections } from './connections.js';
import { mediaLinks } from './media-links.js';
import { recorderLinks } from './recorder-link.js';

export function createRecorder(
  { recording }: Config,
  endpoint: Endpoint,
  logger: Logger,
  fullDisk: FullDisk,
  roundTrips: RoundTrips,
): RecorderProcess {
  return new RecorderProcess({
    open: recorderLinks(endpoint, roundTrips),
    directory: recording.directory,
    retentionDays: recording.retentionDays,
    log: (level, message) => logger[level]({ part: 'recorder' }, message),
    onOutcome: (failure) =>
      void (failure === undefined ? fullDisk.wrote('recordings') : fullDisk.met('recordings', failure)),
  });
}

export function openMedia(
  { media: settings }: Config,
  connections: ProcessConnections,
  recorder: RecorderProcess,
  logger: Logger,
  roundTrips: RoundTrips,
): Promise<Media> {
  return openRelay({
    host: settings.host,
    externalHost: settings.externalHost,
    host6: settings.host6,
    externalHost6: settings.externalHost6,
    portMin: settings.portMin,
    portMax: settings.portMax,
    workers: mediaLinks(settings.workers, (place) => connections.endpoint(`media-${place}`), roundTrips),
    silenceTimeoutMs: settings.silenceTimeoutSeconds * 1000,
    latchWindowMs: settings.latchWindowMilliseconds,
    portRestMs: settings.portRestSeconds * 1000,
    recorder,
    wall: systemClock.now,
    onFault: (message) => logger.error({ part: 'relay' }, message),
  });
}

/** Signaling in the SIP process, in every mode. */
export function openSignaling(
  { sip, trunks: configs, ...config }: Config,
  process: Endpoint,
  memory: SipMemory,
  onConnected: () => void,
  logger: Logger,
  nonceKey: string,
): RemoteSignaling {
  return new RemoteSignaling({
    process,
    memory,
    settings: {
      ...{ server: sip.server, listen: sip.listen.map(listenPointOf), drachtio: sip.drachtio },
      tls: tlsFilesOf({ sip, trunks: configs }),
      dnsServers: sip.dnsServers,
      answeredAtSource: answeredAtSource(configs),
      connectionsReused: reusedConnections(configs),
      answered: answeredSources(configs, nonceKey),
      gate: gateSettings(config),
      traces: logger.isLevelEnabled('trace'),
      capture: captureTerms(config),
    },
    onConnection: (state, detail) => {
      logger[state === 'connected' ? 'info' : 'error']({ part: 'signaling', detail }, `SIP server ${state}`);
      if (state === 'connected') onConnected();
    },
    onTraffic: (traffic) => logTraffic(logger, traffic),
    onLog: (level, message) => logger[level]({ part: 'sip' }, message),
  });
}

/** Undefined if nothing is to be captured. */
function captureTerms({
  capture: { calls, megabytes },
  hep,
}: Pick<Config, 'capture' | 'hep'>): SipStart['capture'] {
  if (calls === 0 && hep === undefined) return undefined;
  const terms = { calls, maxBytes: megabytes * 1024 * 1024 };
  if (hep === undefined) return terms;
  const { numbers, ...collector } = hep;
  return { ...terms, hep: { ...collector, isMasked: numbers === 'masked' } };
}

/** Without the files of TLS, which go by themselves. */
function listenPointOf({
  transport,
  host,
  port,
  externalHost,
}: Config['sip']['listen'][number]): ListenPoint {
  return { transport, host, port, ...(externalHost !== undefined && { externalHost }) };
}

/** It contains numbers and addresses: all of it is personal. */
function logTraffic(logger: Logger, { text, ...rest }: SipTraffic): void {
  const plain = withoutSecrets(Buffer.from(text));
  const pii = { message: new PersonalText(plain.toString(), () => withNumbersMasked(plain).toString()) };
  logger.trace({ part: 'sip', ...rest, pii }, 'SIP message');
}

/** What a session of the relay is made of. Types only. */
import type { Clock } from '../digits.js';
import type { LegName, SessionOptions, SessionStatistics } from '../media.js';
import type { OwnAddresses } from '../own-addresses.js';
import type { RecorderClient } from '../recorder/recorder-client.js';
import type { ConnectionNames } from './connection-names.js';
import type { OwnEndpoints } from './ports/own-endpoints.js';
import type { ReservedPort } from './ports/port-pool.js';
import type { PortPools, SessionPortsOptions } from './ports/session-ports.js';
import type { WorkerLink } from './worker-link.js';

/** What the sessions of a relay share. */
export interface RelayParts {
  readonly addresses: OwnAddresses;
  /** Destinations to which nothing may be sent. */
  readonly own: OwnEndpoints;
  readonly recorder: RecorderClient | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly pools: PortPools;
  readonly names: ConnectionNames;
  /** For a port that its worker can no longer keep bound while it rests. */
  readonly restUnbound: SessionPortsOptions['restUnbound'];
  readonly onClosed: (session: number, worker: WorkerLink, statistics: SessionStatistics) => void;
}

export interface RelaySessionOptions {
  readonly id: number;
  readonly callId: string;
  readonly worker: WorkerLink;
  readonly source: SessionOptions['source'];
  readonly latchFrom?: SessionOptions['latchFrom'];
  readonly encryption?: SessionOptions['encryption'];
  readonly callerCodecs?: SessionOptions['callerCodecs'];
  readonly callerFamily?: SessionOptions['callerFamily'];
  readonly recorded: boolean;
  /** The preferred family's pairs; bound when an SDP needs them, unless they are already. */
  readonly ports: Record<LegName, ReservedPort>;
}

/** Routes of one leg by payload type, in flat arrays: one load each for a packet. */
import type { Law } from '../g711.js';
import { otherLawOf } from '../g711.js';
import type { Route } from './messages.js';

export const UNKNOWN = 0;
export const PCMU = 1;
export const PCMA = 2;
export const EVENT = 3;
export const OTHER = 4;

const KIND = { PCMU, PCMA, event: EVENT, other: OTHER } as const;

export class RouteTable {
  /** UNKNOWN, PCMU, PCMA, EVENT or OTHER. */
  readonly kind = new Uint8Array(128);
  /** Payload type on the other leg, or -1. */
  readonly to = new Int16Array(128).fill(-1);
  readonly clockRate = new Float64Array(128).fill(8000);
  /** Code words of the other law, where the other leg takes only that. */
  readonly translation: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(128).fill(undefined);

  constructor(routes: readonly Route[]) {
    for (const { payloadType, kind, clockRate, to, transcode } of routes) {
      this.kind[payloadType] = KIND[kind];
      this.to[payloadType] = to;
      this.clockRate[payloadType] = clockRate;
      if (transcode !== undefined) this.translation[payloadType] = otherLawOf[otherThan(transcode)];
    }
  }
}

export function lawOfKind(kind: number): Law | undefined {
  return kind === PCMA ? 'PCMA' : kind === PCMU ? 'PCMU' : undefined;
}

function otherThan(law: Law): Law {
  return law === 'PCMA' ? 'PCMU' : 'PCMA';
}

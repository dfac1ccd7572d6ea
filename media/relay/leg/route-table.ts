/** How each payload type of one leg is handled, looked up for every packet. */
import { HEADER_BYTES } from './rtp.js';
import { otherLawOf, type Law } from '../../g711.js';
import type { Route } from '../messages.js';

export const PCMU = 1;
export const PCMA = 2;
export const EVENT = 3;
export const OTHER = 4;

const KIND = { PCMU, PCMA, event: EVENT, other: OTHER } as const;

/** Of one payload type. */
export interface Way {
  readonly kind: typeof PCMU | typeof PCMA | typeof EVENT | typeof OTHER;
  readonly clockRate: number;
  /** Its number on the other leg, or -1. */
  readonly to: number;
  /** Units of the other leg's clock in one of this leg's: 1 except for some events. */
  readonly scale: number;
  /** Codes of the other law, if the other leg accepts only that one. */
  readonly translation: Uint8Array | undefined;
}

/** By payload type, 0 to 127; undefined for those that the leg must not send. */
export type RouteTable = readonly (Way | undefined)[];

export const NO_ROUTES: RouteTable = [];

/** As many kinds of calls as occur at a time; beyond that the table is filled again. */
const MAX_REMEMBERED = 256;
const remembered = new Map<string, RouteTable>();

/** Nearly all calls are routed the same way: they share one table, which then stays in the processor's cache. */
export function routeTable(routes: readonly Route[]): RouteTable {
  const key = JSON.stringify(routes);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size === MAX_REMEMBERED) remembered.clear();
  const table = newRouteTable(routes);
  remembered.set(key, table);
  return table;
}

function newRouteTable(routes: readonly Route[]): RouteTable {
  const table = new Array<Way | undefined>(128).fill(undefined);
  for (const { payloadType, kind, clockRate, to, toClockRate = clockRate, transcode } of routes) {
    const translation = transcode === undefined ? undefined : otherLawOf[otherThan(transcode)];
    table[payloadType] = { kind: KIND[kind], clockRate, to, scale: toClockRate / clockRate, translation };
  }
  return table;
}

export function lawOfKind(kind: number): Law | undefined {
  return kind === PCMA ? 'PCMA' : kind === PCMU ? 'PCMU' : undefined;
}

function otherThan(law: Law): Law {
  return law === 'PCMA' ? 'PCMU' : 'PCMA';
}

/** Audio of one law to the other, in place. */
export function translate(packet: Buffer, translation: Uint8Array): void {
  for (let i = HEADER_BYTES; i < packet.length; i += 1) packet[i] = translation[packet[i] ?? 0] ?? 0;
}

/** The law of audio of `kind` after translation, or without it. */
export function lawAfter(kind: number, translation: Uint8Array | undefined): Law {
  return (kind === PCMA) === (translation === undefined) ? 'PCMA' : 'PCMU';
}

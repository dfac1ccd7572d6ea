/**
 * Fields that the original adds to events and records on request (spec 10.1, 10.2), for applications whose
 * `reports.fields` names them. No other application sees any of them.
 */
import type { CallEventType, CallFacts } from './call-facts.js';

export type Fields = Record<string, string | number>;

export interface FieldSources {
  /** Those that the application asks for. */
  readonly fields: readonly string[];
  /** The city code of a privacy number. */
  readonly areaOf: (number: string) => string | undefined;
  readonly recordPushUrl: string | undefined;
}

/** Fields of one event. */
export function fieldsOfEvent(type: CallEventType, facts: CallFacts, sources: FieldSources): Fields {
  const fields = areaField(facts, sources);
  if (type === 'disconnect') addReleased(fields, facts, sources);
  return fields;
}

/** Fields of the call's record. */
export function fieldsOfRecord(facts: CallFacts, sources: FieldSources): Fields {
  const fields = areaField(facts, sources);
  addReleased(fields, facts, sources);
  if (sources.fields.includes('callDuration')) fields['callDuration'] = secondsTalked(facts);
  for (const side of ['caller', 'callee'] as const) {
    const mos = facts.quality?.[side]?.mos;
    if (sources.fields.includes(`${side}Mos`) && mos !== undefined) fields[`${side}Mos`] = mos;
  }
  const { recording } = facts;
  if (
    sources.fields.includes('recordPushURL') &&
    recording !== undefined &&
    sources.recordPushUrl !== undefined
  )
    fields['recordPushURL'] = storedAt(sources.recordPushUrl, recording.fileName);
  return fields;
}

export function storedAt(template: string, fileName: string): string {
  return template.replaceAll('{name}', encodeURIComponent(fileName));
}

function areaField({ relationX, x }: CallFacts, { fields, areaOf }: FieldSources): Fields {
  const number = relationX ?? x;
  const area = number === undefined || !fields.includes('areaCode') ? undefined : areaOf(number);
  return area === undefined ? {} : { areaCode: area };
}

/** Absent if neither side hung up, because only 1 and 2 are defined. */
function addReleased(fields: Fields, { end }: CallFacts, sources: FieldSources): void {
  if (end?.releasedBy !== undefined && sources.fields.includes('callRelDirection'))
    fields['callRelDirection'] = end.releasedBy;
}

/** What a client computes from the record's own times, which are whole seconds. */
function secondsTalked({ answeredAt, endedAt }: CallFacts): number {
  if (answeredAt === undefined || endedAt === undefined) return 0;
  return Math.max(0, Math.floor(endedAt / 1000) - Math.floor(answeredAt / 1000));
}

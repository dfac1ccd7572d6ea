/** Spans as OTLP has them in JSON (opentelemetry-proto 1.x, ExportTraceServiceRequest; ids in hexadecimal). */
import type { Span, SpanKind } from './span.js';

/** What sent them. */
export interface Resource {
  readonly version: string;
  /** Tells this engine from others. */
  readonly instance: string;
}

const KINDS: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, client: 3 };
const STATUS_ERROR = 2;

export function otlpRequest(spans: readonly Span[], { version, instance }: Resource): object {
  const attributes = attributesOf({
    'service.name': 'callveil',
    'service.version': version,
    'service.instance.id': instance,
  });
  const scopeSpans = [{ scope: { name: 'callveil', version }, spans: spans.map(otlpSpan) }];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans }] };
}

function otlpSpan({
  traceId,
  spanId,
  parentId,
  name,
  kind,
  startedAt,
  endedAt,
  attributes,
  isError,
}: Span): object {
  return {
    ...{ traceId, spanId, ...(parentId !== undefined && { parentSpanId: parentId }) },
    ...{ name, kind: KINDS[kind] },
    startTimeUnixNano: nanoseconds(startedAt),
    endTimeUnixNano: nanoseconds(Math.max(startedAt, endedAt)),
    attributes: attributesOf(attributes),
    status: isError ? { code: STATUS_ERROR } : {},
  };
}

/** JSON has no integers of 64 bits, so they are texts. */
function nanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds * 1000)}000`;
}

function attributesOf(attributes: Span['attributes']): object[] {
  return Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: valueOf(value) }],
  );
}

function valueOf(value: string | number | boolean): object {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

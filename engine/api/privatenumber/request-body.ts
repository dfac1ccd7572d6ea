/** Bodies and queries of the compatible API, regardless of the content type that the client names. */
import { invalid } from './result-codes.js';

/**
 * JSON under any Content-Type: clients send `text/plain`, form types or none. An empty body means no parameters, so
 * that the Content-Type that is documented even for DELETE does no harm.
 */
export function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw invalid('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('The body is not a JSON object.');
  }
  return value as Record<string, unknown>;
}

/** The first one of repeated parameters wins; percent signs that escape nothing stay as they are. */
export function parseQuery(text: string): Record<string, unknown> {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (!values.has(name)) values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** Which page is open, from the hash of the address: `#/bindings/<id>`. It never contains phone numbers. */
import { useEffect, useState } from 'preact/hooks';

export interface Route {
  readonly page: string;
  /** Which item of that page is shown, if one is. */
  readonly id: string | undefined;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const onChange = (): void => setRoute(readRoute());
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return route;
}

export function bindingAddress(subscriptionId: string): string {
  return `#/bindings/${encodeURIComponent(subscriptionId)}`;
}

export function ladderAddress(sessionId: string): string {
  return `#/calls/${encodeURIComponent(sessionId)}`;
}

export function recordingAddress(sessionId: string): string {
  return `#/recordings/${encodeURIComponent(sessionId)}`;
}

/** For a call of the past. */
export function explainAddress(sessionId: string): string {
  return `#/explain/${encodeURIComponent(sessionId)}`;
}

export function applicationAddress(appKey: string): string {
  return `#/applications/${encodeURIComponent(appKey)}`;
}

export function recordAddress(kind: string, id: string): string {
  return `#/records/${encodeURIComponent(`${kind}:${id}`)}`;
}

function readRoute(): Route {
  const [, page = '', id] = location.hash.split('/');
  return { page, id: id === undefined || id === '' ? undefined : decoded(id) };
}

/** The text behind the `#` may be anything. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Which page is open, from the hash of the address: `#/bindings/<id>`. Phone numbers never stand in it. */
import { useEffect, useState } from 'preact/hooks';

export interface Route {
  readonly page: string;
  /** What of that page, where one thing is looked at. */
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

function readRoute(): Route {
  const [, page = '', id] = location.hash.split('/');
  return { page, id: id === undefined || id === '' ? undefined : decoded(id) };
}

/** Anybody can type anything behind the `#`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Keeps what is current in sight in a row of links that is wider than a phone. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** `current`: what the row shows as current; the answer is the `ref` of its element. */
export function useInView<T extends HTMLElement>(current: string): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [current]);
  return element;
}

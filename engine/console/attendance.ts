/**
 * Whether a person uses the page. Pages ask again by themselves, and would keep the session of an operator who has left
 * alive for as long as they are open.
 */
const UNATTENDED_MS = 60_000;

let last = Date.now();
for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
  addEventListener(type, () => (last = Date.now()), { passive: true, capture: true });

export function isUnattended(): boolean {
  return Date.now() - last > UNATTENDED_MS;
}

/** Times as the reader writes them, in this browser's zone, with 24 hours; hovering shows the API's own. */
import { locale, say } from '../language/language.js';

export function Moment({ at }: { readonly at: string | undefined }) {
  if (at === undefined) return <span class="quiet">–</span>;
  return (
    <time class="number" dateTime={at} title={at}>
      {momentText(new Date(at))}
    </time>
  );
}

/** `Nov 30, 2026, 14:03:09`, `30 Nov 2026, 14:03:09` or `2026年11月30日 14:03:09` */
export function momentText(at: Date): string {
  return new Intl.DateTimeFormat(locale(), {
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** `14:03:09` */
export function clockOf(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':');
}

/** `3 d 04:05:06`, `04:05:06` or `05:06`: a duration so far. */
export function lasting(fromMs: number, toMs: number): string {
  const seconds = Math.max(0, Math.floor((toMs - fromMs) / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  if (days > 0) return say('{days} d {rest}', { days, rest: `${twoDigits(hours)}:${rest}` });
  return hours > 0 ? `${twoDigits(hours)}:${rest}` : rest;
}

/** `Asia/Shanghai (GMT+8)` */
export function timeZone(): string {
  const { timeZone: name } = Intl.DateTimeFormat().resolvedOptions();
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' }).formatToParts(new Date());
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value;
  return offset === undefined || offset === name ? name : `${name} (${offset})`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

/** Names of the API as the languages write them. */

/** `appKey` and `file and api` become `['app', 'key']` and `['file', 'and', 'api']`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

export function pascal(name: string): string {
  return wordsOf(name).map(capital).join('');
}

export function snake(name: string): string {
  return wordsOf(name).join('_');
}

export function upperSnake(name: string): string {
  return snake(name).toUpperCase();
}

/** As Go writes it: `subscriptionId` becomes `SubscriptionID`. */
export function goName(name: string): string {
  return wordsOf(name)
    .map((word) => (GO_INITIALS.has(word) ? word.toUpperCase() : capital(word)))
    .join('');
}

const GO_INITIALS = new Set(['id', 'ip', 'sip', 'url', 'rtp', 'sms']);

/** One of many: `parts` becomes `part`. */
export function singular(name: string): string {
  if (/ies$/.test(name)) return name.replace(/ies$/, 'y');
  return /[^us]s$/.test(name) ? name.slice(0, -1) : name;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A text in lines of at most `width` characters. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Each line that is not empty, indented by `depth` times `unit`. */
export function indented(text: string, depth: number, unit: string): string {
  return text.replace(/^(?=.)/gm, unit.repeat(depth));
}

/** How the demo speaks: what it does, and what it made sure of. */

export function title(text: string): void {
  say('');
  say(`== ${text}`);
  say('');
}

export function say(line: string): void {
  console.log(line);
}

export function expect(ok: boolean, what: string): void {
  if (!ok) throw new Error(`the demo did not see this: ${what}`);
  console.log(`  ✓ ${what}`);
}

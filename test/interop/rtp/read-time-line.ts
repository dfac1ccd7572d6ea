/** Cases of RTP time lines, as `../README.md` describes them. */

export interface Step {
  readonly from: number;
  /** The same as `from` for what has no end. */
  readonly to: number;
  readonly what: string;
  readonly words: readonly string[];
}

export interface TimeLineCase {
  readonly title: string;
  readonly lastsMs: number;
  /** Whose time the recording is held to: when a packet was spoken, when it came, both, or one of the two. */
  readonly time: 'spoken' | 'heard' | 'both' | 'either';
  /** When the recorder gets nothing done. */
  readonly busy: readonly Step[];
  readonly caller: readonly Step[];
  readonly callee: readonly Step[];
}

const DEFAULT_LASTS_MS = 6000;

/** Throws an Error that names the line it cannot read. */
export function readTimeLines(text: string, file: string): TimeLineCase[] {
  const cases: TimeLineCase[] = [];
  let lines: string[] = [];
  let title: string | undefined;
  const finish = (): void => {
    if (title !== undefined) cases.push(readCase(title, lines, file));
  };
  for (const line of text.split('\n')) {
    const words = line.replace(/#.*/, '').trim();
    if (words.startsWith('=== ')) {
      finish();
      title = words.slice(4);
      lines = [];
    } else if (words !== '') lines.push(words);
  }
  finish();
  return cases;
}

function readCase(title: string, lines: readonly string[], file: string): TimeLineCase {
  const steps = { caller: [] as Step[], callee: [] as Step[], recorder: [] as Step[] };
  let lastsMs = DEFAULT_LASTS_MS;
  let time: TimeLineCase['time'] = 'spoken';
  for (const line of lines) {
    const [first = '', second = ''] = line.split(/ +/);
    if (first === 'for') lastsMs = Number(second);
    else if (first === 'time') time = second as TimeLineCase['time'];
    else {
      const read = /^(?:(callee|recorder) )?(?:([\d.]+)(?:-([\d.]+))? )?([a-z]+)(?: (.+))?$/.exec(line);
      if (read === null) throw new Error(`${file}: ${title}: expected a step, found "${line}"`);
      const [, who = 'caller', from = '0', to = from, what = '', words = ''] = read;
      steps[who as keyof typeof steps].push({
        from: Number(from),
        to: Number(to),
        what,
        words: words.split(/ +/),
      });
    }
  }
  return { title, lastsMs, time, busy: steps.recorder, caller: steps.caller, callee: steps.callee };
}

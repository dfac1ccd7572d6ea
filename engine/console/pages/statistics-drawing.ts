/**
 * Draws lines along the time on a canvas, by uPlot. It fits the width of its place and has the colours of the page, light
 * or dark; under the lines stands what they are at the pointer.
 */
import uPlot from 'uplot';

export interface Line {
  readonly title: string;
  /** A colour of the page. */
  readonly color: '--accent' | '--good';
  /** null: there is none, and the line has a gap. */
  readonly values: readonly (number | null)[];
  readonly text: (value: number) => string;
}

export interface Drawn {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly timeText: (seconds: number, isWhole: boolean) => string;
}

const HEIGHT = 260;
/** Pixels for the values beside the axis. */
const AXIS = 64;
const FONT = '12px system-ui, sans-serif';

/** The answer takes it away. */
export function draw(place: HTMLElement, drawn: Drawn): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const readout = document.createElement('p');
  readout.className = 'readout quiet';
  let plot: uPlot | undefined;
  const begin = (): void => {
    plot?.destroy();
    plot = new uPlot(optionsOf(place, drawn, readout), dataOf(drawn), place);
    place.append(readout);
  };
  const sizes = new ResizeObserver(() => plot?.setSize({ width: widthOf(place), height: HEIGHT }));
  begin();
  sizes.observe(place);
  dark.addEventListener('change', begin);
  return () => {
    dark.removeEventListener('change', begin);
    sizes.disconnect();
    plot?.destroy();
    readout.remove();
  };
}

function dataOf({ times, lines }: Drawn): uPlot.AlignedData {
  return [[...times], ...lines.map(({ values }) => [...values])];
}

function optionsOf(place: HTMLElement, drawn: Drawn, readout: HTMLElement): uPlot.Options {
  const color = (name: string): string => getComputedStyle(place).getPropertyValue(name).trim();
  const shared = {
    stroke: color('--quiet'),
    font: FONT,
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  const [first] = drawn.lines;
  const { times } = drawn;
  // A single point would be drawn at the edge.
  const alone =
    times.length === 1 ? { range: (): [number, number] => [(times[0] ?? 0) - 1, (times[0] ?? 0) + 1] } : {};
  return {
    width: widthOf(place),
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true, ...alone },
      y: { range: { min: { pad: 0, hard: 0 }, max: { pad: 0.1, soft: 1, mode: 2 } } },
    },
    axes: [
      { ...shared, values: (_, splits) => splits.map((at) => drawn.timeText(at, false)) },
      { ...shared, size: AXIS, values: (_, splits) => splits.map((value) => first?.text(value) ?? '') },
    ],
    series: [
      {},
      ...drawn.lines.map((line) => ({
        label: line.title,
        stroke: color(line.color),
        width: 2,
        points: { show: times.length < 40 },
      })),
    ],
    hooks: {
      setCursor: [(plot) => readout.replaceChildren(...readingOf(drawn, plot.cursor.idx))],
      ready: [() => readout.replaceChildren(...readingOf(drawn, undefined))],
    },
  };
}

/** `Nov 30, 14:00  – Attempts 12  – Answered 7`; without a pointer, which line is which. */
function readingOf({ times, lines, timeText }: Drawn, index: number | null | undefined): Node[] {
  const at = index === null || index === undefined ? undefined : times[index];
  const keys = lines.map(({ title, color, values, text }) => {
    const value = at === undefined ? undefined : values[index ?? 0];
    const key = document.createElement('span');
    key.className = color === '--good' ? 'key good' : 'key';
    key.textContent = [
      title,
      ...(at === undefined ? [] : [value === null || value === undefined ? '–' : text(value)]),
    ].join(' ');
    return key;
  });
  return at === undefined ? keys : [document.createTextNode(timeText(at, true)), ...keys];
}

function widthOf(place: HTMLElement): number {
  return Math.max(200, place.clientWidth);
}

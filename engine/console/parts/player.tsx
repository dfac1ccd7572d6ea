/**
 * A recording to listen to: its outline, in which a click seeks, over the browser's own player, which the keyboard works.
 * The URL is that of a blob, because an audio element sends no token.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { wavePeaks } from '../wave-peaks.js';

interface PlayerProps {
  readonly audio: Blob;
  readonly title: string;
}

const PIECES = 600;
const HEIGHT = 96;

export function Player({ audio, title }: PlayerProps) {
  const url = useMemo(() => URL.createObjectURL(audio), [audio]);
  const player = useRef<HTMLAudioElement>(null);
  const [peaks, setPeaks] = useState<readonly number[]>([]);
  /** Seconds. */
  const [at, setAt] = useState(0);
  const [duration, setDuration] = useState(0);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  useEffect(() => {
    let isGone = false;
    const take = (bytes: ArrayBuffer): void => {
      if (!isGone) setPeaks(wavePeaks(new Uint8Array(bytes), PIECES));
    };
    // The player works without its outline.
    audio.arrayBuffer().then(take, () => undefined);
    return () => void (isGone = true);
  }, [audio]);
  const seek = (share: number): void => {
    if (player.current !== null && Number.isFinite(player.current.duration))
      player.current.currentTime = share * player.current.duration;
  };
  return (
    <div class="player">
      {peaks.length > 0 && <Outline peaks={peaks} share={duration > 0 ? at / duration : 0} onSeek={seek} />}
      <audio
        ref={player}
        controls
        src={url}
        aria-label={title}
        onLoadedMetadata={(event) => setDuration(event.currentTarget.duration)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onSeeked={(event) => setAt(event.currentTarget.currentTime)}
      />
    </div>
  );
}

interface OutlineProps {
  readonly peaks: readonly number[];
  /** What has been heard of it, from 0 to 1. */
  readonly share: number;
  readonly onSeek: (share: number) => void;
}

/** Drawn as wide as the page has it, and again when that changes. */
function Outline({ peaks, share, onSeek }: OutlineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current !== null && width > 0) draw(canvas.current, width, peaks, share);
  }, [width, peaks, share]);
  return (
    <canvas
      ref={canvas}
      class="outline"
      aria-hidden="true"
      onClick={(event) => {
        const { left, width: across } = event.currentTarget.getBoundingClientRect();
        onSeek(Math.min(1, Math.max(0, (event.clientX - left) / across)));
      }}
    />
  );
}

function draw(canvas: HTMLCanvasElement, width: number, peaks: readonly number[], share: number): void {
  const ratio = globalThis.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const style = getComputedStyle(canvas);
  const [heard, unheard] = [style.getPropertyValue('--accent'), style.getPropertyValue('--line-strong')];
  pen.scale(ratio, ratio);
  const step = width / peaks.length;
  for (const [place, peak] of peaks.entries()) {
    pen.fillStyle = place / peaks.length < share ? heard : unheard;
    const height = Math.max(1, peak * HEIGHT);
    pen.fillRect(place * step, (HEIGHT - height) / 2, Math.max(0.75, step * 0.8), height);
  }
  pen.fillStyle = heard;
  pen.fillRect(Math.min(width - 1.5, share * width), 0, 1.5, HEIGHT);
}

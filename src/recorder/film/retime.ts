import { thinMarks } from '../play/frame-marks.ts';
import type { Recording } from '../play/recording.ts';

/** How a film's time differs from the time of its recording. Applied in this order. */
export interface Retiming {
  /** Moments without any event are cut to this length; null means what the recording itself says. */
  readonly idleLimitMs: number | null;
  /** Only this part, in time that was not cut yet; null for all. */
  readonly select: { readonly fromMs: number; readonly toMs: number } | null;
  /** 2 is twice as fast. */
  readonly speed: number;
  /** When given, the speed is chosen so that the film is at most this long; `speed` counts first. */
  readonly speedToMs: number | null;
}

/** What of a recording a film is made of; its times are the film's. */
export type FilmMaterial = Pick<
  Recording,
  'cast' | 'frames' | 'screenshots' | 'commandScreens' | 'captions' | 'keys' | 'scrolls' | 'durationMs'
>;

/**
 * The same recording in another time. What happened before a selected part is kept at its first moment, because the
 * screen is made of it; what came after is gone. Frames that come too close are thinned, the last is kept.
 */
export function retime(recording: Recording, retiming: Retiming, framerate: number): FilmMaterial {
  const { select } = retiming;
  const fromMs = select === null ? 0 : Math.max(0, select.fromMs);
  const toMs = select === null ? recording.durationMs : Math.min(recording.durationMs, select.toMs);
  const { idleLimitMs } = retiming;
  const cut =
    idleLimitMs === null
      ? idleCuts(recording, recording.idleLimits ?? [], (atMs) => ownIdleLimit(recording, atMs))
      : idleCuts(recording, [], () => idleLimitMs);
  const length = Math.max(0, cut(toMs) - cut(fromMs)) / retiming.speed;
  const speed = retiming.speed * Math.max(1, retiming.speedToMs === null ? 1 : length / retiming.speedToMs);
  const time = (atMs: number): number => Math.round(Math.max(0, cut(Math.min(atMs, toMs)) - cut(fromMs)) / speed);

  const kept = <Item extends { readonly atMs: number }>(items: readonly Item[]): Item[] =>
    items.filter((item) => item.atMs <= toMs).map((item) => ({ ...item, atMs: time(item.atMs) }));
  const within = <Item extends { readonly atMs: number }>(items: readonly Item[]): Item[] =>
    kept(items.filter((item) => item.atMs >= fromMs));

  const durationMs = time(toMs);
  return {
    cast: { header: { ...recording.cast.header, idleLimitMs: null }, events: kept(recording.cast.events) },
    frames: thinMarks(kept(recording.frames), durationMs, framerate),
    screenshots: within(recording.screenshots),
    commandScreens: within(recording.commandScreens),
    captions: within(recording.captions),
    keys: within(recording.keys),
    ...(recording.scrolls === undefined ? {} : { scrolls: kept(recording.scrolls) }),
    durationMs,
  };
}

/** What the tape said last before this moment, else the header. */
const ownIdleLimit = ({ cast, idleLimits = [] }: Recording, atMs: number): number | null =>
  idleLimits.findLast((limit) => limit.atMs <= atMs)?.ms ?? cast.header.idleLimitMs;

/** The time that remains at each moment when idle stretches are cut to the limit, which changes only at its `turns`. */
function idleCuts(
  recording: Recording,
  turns: readonly { readonly atMs: number }[],
  limitAt: (atMs: number) => number | null,
): (atMs: number) => number {
  const moments = [
    ...recording.cast.events.map((event) => event.atMs),
    ...recording.keys.map((key) => key.atMs),
    // Two captions must not fall on one moment: the first would never be read.
    ...recording.captions.map((caption) => caption.atMs),
    ...turns.map((turn) => turn.atMs),
    recording.durationMs,
  ].toSorted((a, b) => a - b);
  /** Ends of cut stretches, with all that is cut up to there. */
  const cuts: { readonly endMs: number; readonly cutMs: number; readonly totalMs: number }[] = [];
  let before = 0;
  let totalMs = 0;
  for (const moment of moments) {
    const cutMs = moment - before - (limitAt(before) ?? Infinity);
    if (cutMs > 0) {
      totalMs += cutMs;
      cuts.push({ endMs: moment, cutMs, totalMs });
    }
    before = moment;
  }
  return (atMs) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cuts[middle]?.endMs ?? 0) > atMs) high = middle;
      else low = middle + 1;
    }
    const cut = cuts[low];
    if (cut === undefined) return atMs - totalMs;
    const full = atMs - (cut.totalMs - cut.cutMs);
    // Within a stretch, time stops once its limit is used up.
    return Math.min(full, cut.endMs - cut.totalMs);
  };
}

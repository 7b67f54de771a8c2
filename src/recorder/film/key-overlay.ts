import type { KeyMark } from '../play/recording.ts';

/** What the overlay shows from `atMs` on; null is nothing. */
export interface OverlayChange {
  readonly atMs: number;
  readonly text: string | null;
}

/** Keys that follow each other closer than this are shown together. */
const JOIN_WITHIN_MS = 800;
const SHOWN_FOR_MS = 1500;
const MOST_CHARACTERS = 24;

/**
 * Pressed keys as a viewer can read them: what belongs together stays together, characters side by side and named keys
 * apart, and goes a moment after the last.
 */
export function keyOverlay(keys: readonly KeyMark[]): readonly OverlayChange[] {
  const changes: OverlayChange[] = [];
  let shown = '';
  let before = '';
  let lastMs = -Infinity;
  for (const key of keys) {
    if (key.atMs - lastMs > SHOWN_FOR_MS && shown !== '') changes.push({ atMs: lastMs + SHOWN_FOR_MS, text: null });
    const apart = count(key.label) > 1 || count(before) > 1 ? ' ' : '';
    const joined = key.atMs - lastMs <= JOIN_WITHIN_MS ? `${shown}${apart}${key.label}` : key.label;
    const characters = Array.from(joined);
    shown = characters.length > MOST_CHARACTERS ? `…${characters.slice(1 - MOST_CHARACTERS).join('')}` : joined;
    changes.push({ atMs: key.atMs, text: shown });
    lastMs = key.atMs;
    before = key.label;
  }
  if (shown !== '') changes.push({ atMs: lastMs + SHOWN_FOR_MS, text: null });
  return changes;
}

/** What is shown at a moment. */
export const overlayAt = (changes: readonly OverlayChange[], atMs: number): string | null =>
  changes.findLast((change) => change.atMs <= atMs)?.text ?? null;

const count = (text: string): number => Array.from(text).length;

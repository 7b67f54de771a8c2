import { extensionOf } from '../../../recorder/tape/output-kind.ts';
import type { Recording } from '../../../recorder/play/recording.ts';

/** A part of a recording between two markers. */
export interface MarkerSection {
  readonly label: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What begins a recording that does not begin with a marker. */
const BEGINNING = 'beginning';
const LONGEST_NAME = 40;

/** Every part that begins with a marker, and the one before the first. Parts without any time are left out. */
export function markerSections({ cast, durationMs }: Pick<Recording, 'cast' | 'durationMs'>): readonly MarkerSection[] {
  const markers = cast.events.flatMap((event) =>
    event.type === 'marker' ? [{ label: event.label, fromMs: event.atMs }] : [],
  );
  return [{ label: BEGINNING, fromMs: 0 }, ...markers]
    .map((start, index) => ({ ...start, toMs: markers[index]?.fromMs ?? durationMs }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** `film.gif` becomes `film-03-vote-for-2-1.gif`. The label is anybody's text: only letters and digits of it are kept. */
export function sectionPath(path: string, index: number, label: string): string {
  const isFolder = path.endsWith('/');
  const whole = isFolder ? path.slice(0, -1) : path;
  const extension = isFolder ? '/' : extensionOf(path);
  const stem = isFolder ? whole : path.slice(0, path.length - extension.length);
  const words = label
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  const name = Array.from(words).slice(0, LONGEST_NAME).join('');
  return `${stem}-${String(index + 1).padStart(2, '0')}${name === '' ? '' : `-${name}`}${extension}`;
}

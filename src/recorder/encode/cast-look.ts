import type { CastLook } from '../play/recording.ts';

/** Our own entry in the header of a cast: readers pass over entries they do not know. */
export const LOOK_ENTRY = 'massgen';

interface Field {
  readonly name: keyof CastLook;
  readonly key: string;
  /** Whether a value is one that a tape could have asked for: a header is anybody's text. */
  readonly fits: (value: unknown) => boolean;
}

const within =
  (low: number, high: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value >= low && value <= high;

const sideOrNull = (value: unknown): boolean => value === null || within(1, 20_000)(value);
const pixels = within(0, 2000);

const FIELDS: readonly Field[] = [
  { name: 'fontSize', key: 'font_size', fits: within(4, 200) },
  { name: 'letterSpacing', key: 'letter_spacing', fits: within(-100, 200) },
  { name: 'lineHeight', key: 'line_height', fits: within(0.1, 10) },
  { name: 'width', key: 'width', fits: sideOrNull },
  { name: 'height', key: 'height', fits: sideOrNull },
  { name: 'padding', key: 'padding', fits: pixels },
  { name: 'margin', key: 'margin', fits: pixels },
  {
    name: 'marginFill',
    key: 'margin_fill',
    fits: (value) => value === null || (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)),
  },
  {
    name: 'windowBar',
    key: 'window_bar',
    fits: (value) => typeof value === 'string' && /^[A-Za-z]{0,20}$/.test(value),
  },
  { name: 'windowBarSize', key: 'window_bar_size', fits: pixels },
  { name: 'borderRadius', key: 'border_radius', fits: pixels },
  { name: 'cursorBlink', key: 'cursor_blink', fits: (value) => typeof value === 'boolean' },
  { name: 'framerate', key: 'framerate', fits: within(1, 100) },
  { name: 'unicode', key: 'unicode', fits: (value) => value === 11 || value === 15 },
];

/** The entry's fields by the names they have in the file. */
export const lookFields = (look: CastLook): Readonly<Record<string, unknown>> =>
  Object.fromEntries(FIELDS.map(({ name, key }) => [key, look[name]]));

/** Null unless the whole entry is there and every value is one that a tape could have asked for. */
export function readLook(value: unknown): CastLook | null {
  if (typeof value !== 'object' || value === null) return null;
  const entry = value as Readonly<Record<string, unknown>>;
  if (!FIELDS.every(({ key, fits }) => fits(entry[key]))) return null;
  // Every field of a look is in the table, and each was looked at above.
  return Object.fromEntries(FIELDS.map(({ name, key }) => [name, entry[key]])) as unknown as CastLook;
}

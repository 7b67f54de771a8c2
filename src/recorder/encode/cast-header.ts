import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { CastHeader } from '../play/recording.ts';
import { LOOK_ENTRY, readLook } from './cast-look.ts';
import type { CastTheme, CastVersion } from './cast.ts';

/** A header that asks for more would only serve to fill the memory. */
const MOST_COLUMNS_OR_ROWS = 1000;

export interface ReadHeader {
  readonly version: CastVersion;
  readonly header: CastHeader;
  readonly theme: CastTheme | null;
  readonly durationMs: number;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

const isSide = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_COLUMNS_OR_ROWS;

/** A screen's size, or null for one no screen has. */
export function screenSize(
  columns: unknown,
  rows: unknown,
): { readonly columns: number; readonly rows: number } | null {
  return isSide(columns) && isSide(rows) ? { columns, rows } : null;
}

function colourOf(value: unknown): number | null {
  const text = textOf(value);
  return text !== null && /^#[0-9a-f]{6}$/i.test(text) ? Number.parseInt(text.slice(1), 16) : null;
}

/** The theme of a header; null unless all of it can be read: half a theme is worse than none. `own`: our own entry. */
function themeOf(value: unknown, own: Fields | null): CastTheme | null {
  const theme = fieldsOf(value);
  if (theme === null) return null;
  const foreground = colourOf(theme['fg']);
  const background = colourOf(theme['bg']);
  const palette = (textOf(theme['palette']) ?? '').split(':').map(colourOf);
  if (foreground === null || background === null || (palette.length !== 8 && palette.length !== 16)) return null;
  const known = palette.filter((colour) => colour !== null);
  if (known.length < palette.length) return null;
  // Eight colours stand for both halves.
  const [cursor, cursorAccent] = [colourOf(own?.['cursor']), colourOf(own?.['cursor_accent'])];
  return {
    foreground,
    background,
    palette: known.length === 8 ? [...known, ...known] : known,
    ...(cursor === null || cursorAccent === null ? {} : { cursor, cursorAccent }),
  };
}

function environmentOf(value: unknown, terminal: string | null): Readonly<Record<string, string>> {
  const entries = Object.entries(fieldsOf(value) ?? {}).flatMap(([name, text]): [string, string][] =>
    typeof text === 'string' ? [[name, text]] : [],
  );
  return Object.fromEntries(terminal === null ? entries : [['TERM', terminal], ...entries]);
}

/** Milliseconds: decimal fractions of a second have no exact number, and a product of one has a tail. */
const wholeMicroseconds = (seconds: number): number => Math.round(seconds * 1_000_000) / 1000;

/** Reads the first line of a cast. The error says what is missing or which version it is. */
export function readCastHeader(value: unknown): Result<ReadHeader, string> {
  const fields = fieldsOf(value);
  if (fields === null) return fail('the first line is not the header of a cast');
  const { version } = fields;
  if (version !== 2 && version !== 3) {
    return fail(`a cast of version ${JSON.stringify(version) ?? 'none'}; versions 2 and 3 are read`);
  }
  const terminal = fieldsOf(fields['term']);
  const size =
    version === 2 ? screenSize(fields['width'], fields['height']) : screenSize(terminal?.['cols'], terminal?.['rows']);
  if (size === null) return fail('the header of the cast does not tell a size a screen can have');
  const idleLimit = numberOf(fields['idle_time_limit']);
  const look = readLook(fields[LOOK_ENTRY]);
  return ok({
    version,
    header: {
      ...size,
      title: textOf(fields['title']),
      command: textOf(fields['command']),
      timestamp: numberOf(fields['timestamp']),
      env: environmentOf(fields['env'], textOf(terminal?.['type'])),
      idleLimitMs: idleLimit === null ? null : wholeMicroseconds(idleLimit),
      ...(look === null ? {} : { look }),
    },
    theme: themeOf(version === 2 ? fields['theme'] : terminal?.['theme'], fieldsOf(fields[LOOK_ENTRY])),
    durationMs: wholeMicroseconds(numberOf(fields['duration']) ?? 0),
  });
}

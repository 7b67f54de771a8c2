import type { Theme } from '../picture/picture.ts';
import type { Cast, CastEvent, CastHeader } from '../play/recording.ts';
import { LOOK_ENTRY, lookFields } from './cast-look.ts';

export type CastVersion = 2 | 3;

/** Colours that travel with a cast; those of its cursor only beside a look. */
export type CastTheme = Pick<Theme, 'foreground' | 'background' | 'palette'> &
  Partial<Pick<Theme, 'cursor' | 'cursorAccent'>>;

export interface WriteCastOptions {
  /** Default 3: times since the event before. 2 has times since the start, for older readers. */
  readonly version?: CastVersion;
  readonly theme?: CastTheme | null;
  /** Told to readers when longer than the last event: version 2 in its header, version 3 as a last, empty output. */
  readonly durationMs?: number | null;
}

/**
 * Turns events into lines as they come. Every call gives text to be appended at once, so that a recording that dies
 * leaves all it saw. Characters are never cut: half of one waits for its other half, which `end` does not wait for.
 */
export interface CastWriter {
  /** The header's line. */
  readonly header: string;
  event(event: CastEvent): string;
  /** Output as the program wrote it, in pieces that may end inside a character. */
  bytes(data: Uint8Array, atMs: number): string;
  /** What still waits, and how long the recording is when it goes on after its last event. */
  end(): string;
}

const hex = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;

const themeFields = ({ foreground, background, palette }: CastTheme): Readonly<Record<string, string>> => ({
  fg: hex(foreground),
  bg: hex(background),
  palette: palette.map(hex).join(':'),
});

const cursorFields = ({ theme }: WriteCastOptions): Readonly<Record<string, string>> =>
  theme?.cursor === undefined || theme.cursorAccent === undefined
    ? {}
    : { cursor: hex(theme.cursor), cursor_accent: hex(theme.cursorAccent) };

function headerLine(header: CastHeader, version: CastVersion, options: WriteCastOptions): string {
  const theme = options.theme ? { theme: themeFields(options.theme) } : {};
  const type = header.env['TERM'];
  const screen =
    version === 2
      ? { width: header.columns, height: header.rows }
      : { term: { cols: header.columns, rows: header.rows, ...(type === undefined ? {} : { type }), ...theme } };
  const hasDuration = version === 2 && typeof options.durationMs === 'number';
  return JSON.stringify({
    version,
    ...screen,
    ...(header.timestamp === null ? {} : { timestamp: header.timestamp }),
    ...(hasDuration ? { duration: (options.durationMs ?? 0) / 1000 } : {}),
    ...(header.idleLimitMs === null ? {} : { idle_time_limit: header.idleLimitMs / 1000 }),
    ...(header.command === null ? {} : { command: header.command }),
    ...(header.title === null ? {} : { title: header.title }),
    ...(Object.keys(header.env).length === 0 ? {} : { env: header.env }),
    ...(version === 2 ? theme : {}),
    ...(header.look === undefined ? {} : { [LOOK_ENTRY]: { ...lookFields(header.look), ...cursorFields(options) } }),
  });
}

const endsInHalf = (text: string): boolean => {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
};

export function createCastWriter(header: CastHeader, options: WriteCastOptions = {}): CastWriter {
  const version = options.version ?? 3;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Rounded times of the last line: rounding a difference of these carries the rest forward. */
  let lastMs = 0;
  let half = '';

  const line = (atMs: number, code: string, data: string): string => {
    if (version === 2) {
      lastMs = Math.max(lastMs, atMs);
      return `[${(lastMs / 1000).toFixed(6)}, "${code}", ${JSON.stringify(data)}]\n`;
    }
    const now = Math.max(lastMs, Math.round(atMs));
    const seconds = ((now - lastMs) / 1000).toFixed(3);
    lastMs = now;
    return `[${seconds}, "${code}", ${JSON.stringify(data)}]\n`;
  };
  const output = (data: string, atMs: number): string => {
    const whole = half + data;
    half = endsInHalf(whole) ? whole.slice(-1) : '';
    const text = half === '' ? whole : whole.slice(0, -1);
    return text === '' && data !== '' ? '' : line(atMs, 'o', text);
  };
  const rest = (): string => {
    const waiting = half + decoder.decode();
    half = '';
    return waiting === '' ? '' : line(lastMs, 'o', waiting);
  };
  /** Version 3 has no length in its header: an empty output at the end tells it. */
  const length = (): string => {
    const { durationMs } = options;
    const isLonger = typeof durationMs === 'number' && Math.round(durationMs) > lastMs;
    return version === 3 && isLonger ? line(durationMs, 'o', '') : '';
  };
  const event = (given: CastEvent): string => {
    switch (given.type) {
      case 'output':
        return output(given.data, given.atMs);
      case 'input':
        return line(given.atMs, 'i', given.data);
      case 'marker':
        return line(given.atMs, 'm', given.label);
      case 'resize':
        return line(given.atMs, 'r', `${given.columns}x${given.rows}`);
      case 'exit':
        // Version 2 has no word for it; a marker keeps it readable for people.
        return (
          rest() +
          (version === 3 ? line(given.atMs, 'x', String(given.code)) : line(given.atMs, 'm', `exit ${given.code}`))
        );
    }
  };
  return {
    header: `${headerLine(header, version, options)}\n`,
    event,
    bytes: (data, atMs) => {
      const text = decoder.decode(data, { stream: true });
      return text === '' ? '' : output(text, atMs);
    },
    end: () => rest() + length(),
  };
}

/** A whole cast file, line by line. */
export function* castPieces(cast: Cast, options: WriteCastOptions = {}): Generator<string> {
  const writer = createCastWriter(cast.header, options);
  yield writer.header;
  for (const event of cast.events) yield writer.event(event);
  yield writer.end();
}

/** A whole cast file. */
export const writeCast = (cast: Cast, options: WriteCastOptions = {}): string =>
  Array.from(castPieces(cast, options)).join('');

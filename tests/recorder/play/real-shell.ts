import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRealClock } from '../../../src/recorder/clock/real-clock.ts';
import { goldenScreen } from '../../../src/recorder/encode/text-golden.ts';
import type { PlayOptions, PlayPorts } from '../../../src/recorder/play/play-ports.ts';
import { playTape } from '../../../src/recorder/play/play-tape.ts';
import type { Recording } from '../../../src/recorder/play/recording.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../../src/recorder/tape/tape-settings.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { onPath } from '../../../src/recorder/terminal/find-program.ts';
import { startPtyHost } from '../../../src/recorder/terminal/pty-host.ts';
import { loadPtyPackage } from '../../../src/recorder/terminal/pty-package.ts';
import { evaluate, screensOf } from './play.ts';

const FIXTURES = new URL('../../../../shared/fixtures/tapes/', import.meta.url);

/** Null when the fixtures are not there. */
export const fixture = (path: string): string | null => {
  const file = new URL(path, FIXTURES);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

/** Why nothing can be played in a real terminal here; null when it can. */
export function missingForShell(): string | null {
  if (onPath('bash', environment(), tmpdir()) === null) return 'there is no bash';
  const loaded = loadPtyPackage();
  return loaded.ok ? null : loaded.error;
}

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

export interface RealPlay {
  readonly settings?: Partial<TapeSettings>;
  readonly options?: Partial<PlayOptions>;
  readonly ports?: Partial<PlayPorts>;
  readonly signal?: AbortSignal;
}

/** Plays a tape in a real terminal, in the machine's time. */
export async function playReally(source: string, more: RealPlay = {}): Promise<Recording> {
  const tape = parseTape(source);
  const ports: PlayPorts = {
    startHost: startPtyHost,
    clock: createRealClock(),
    createEmulator,
    hasProgram: (name) => onPath(name, environment(), tmpdir()) !== null,
    evaluate,
    golden: () => Promise.reject(new Error('no golden here')),
    ...more.ports,
  };
  const settings = { ...settingsOf(tape), ...more.settings };
  const options: PlayOptions = { settings, cwd: tmpdir(), env: environment(), title: null, ...more.options };
  const result = await playTape(tape, ports, options, more.signal ?? new AbortController().signal);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The recording as a `.txt` output shows it. */
export async function asTextGolden(recording: Recording): Promise<string> {
  const { rows } = recording.cast.header;
  const screens = await screensOf(recording, recording.commandScreens);
  return screens.map((text) => goldenScreen(padRows(text, rows))).join('');
}

const padRows = (text: string, rows: number): string => text + '\n'.repeat(rows - text.split('\n').length);

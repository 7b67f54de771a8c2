import { createRealClock } from '../../../recorder/clock/real-clock.ts';
import { retime } from '../../../recorder/film/retime.ts';
import { createCastPlayer } from '../../../recorder/play/cast-player.ts';
import type { CastPlayer } from '../../../recorder/play/cast-player.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import { openTerminal } from '../../../terminal/open-terminal.ts';
import { oneLine } from '../../faces/one-line.ts';
import { readCastFile, recordingOf, tellDamage } from '../casts/read-cast-file.ts';
import type { RecordValues } from '../options.ts';
import { readNumber, readTime } from '../read-values.ts';
import { recordExitCode } from '../../../recorder/play/exit-code.ts';
import type { RecordIo } from '../record-io.ts';
import type { Refuse } from '../refuse.ts';
import { createScreenView } from './screen-view.ts';

const FRAMES_PER_SECOND = 60;
const SEEK_MS = 5000;
const FAR_MS = 60_000;

interface PlayerKey {
  readonly chords: readonly string[];
  /** What the status line says of it; null where there is no room. */
  readonly words: string | null;
  readonly press: (player: CastPlayer) => void;
}

/** The keys of the player, in the order of the status line. */
const KEYS: readonly PlayerKey[] = [
  { chords: ['space'], words: 'space pause', press: (player) => player.toggle() },
  { chords: ['left'], words: '← → 5 s', press: (player) => player.seek(-SEEK_MS) },
  { chords: ['right'], words: null, press: (player) => player.seek(SEEK_MS) },
  { chords: ['down'], words: null, press: (player) => player.seek(-FAR_MS) },
  { chords: ['up'], words: null, press: (player) => player.seek(FAR_MS) },
  { chords: ['home'], words: null, press: (player) => player.seek(-Infinity) },
  { chords: ['end'], words: null, press: (player) => player.seek(Infinity) },
  // The same key without Shift.
  { chords: ['+', '='], words: '+ − speed', press: (player) => player.faster() },
  { chords: ['-'], words: null, press: (player) => player.slower() },
  { chords: ['.'], words: '. step', press: (player) => player.step() },
];
const HELP = [...KEYS.flatMap(({ words }) => (words === null ? [] : [words])), 'q quit'].join(' · ');

/** Shows a cast until the person leaves. Exit code 4 for Ctrl+C and signals. */
export async function playCast(name: string, values: RecordValues, refuse: Refuse, io: RecordIo): Promise<number> {
  const speed = readNumber('speed', values.speed, 0.01, 1000);
  if (!speed.ok) return refuse(speed.error);
  const idleLimit = readTime('idle-limit', values['idle-limit']);
  if (!idleLimit.ok) return refuse(idleLimit.error);
  const read = readCastFile(name, io.cwd);
  if (!read.ok) return refuse(read.error);
  const { header } = read.value.cast;
  const idleLimitMs = idleLimit.value ?? header.idleLimitMs;
  const retiming = { idleLimitMs, select: null, speed: speed.value ?? 1, speedToMs: null };
  const recording = retime(recordingOf(read.value, FRAMES_PER_SECOND), retiming, FRAMES_PER_SECOND);

  const over = new AbortController();
  let interrupted = false;
  const leave = (byForce: boolean): void => {
    interrupted ||= byForce;
    over.abort();
  };
  const terminal = openTerminal({ env: io.env, title: `massgen · ${oneLine(name)}`, mouse: false }, io.signal);
  try {
    const player = createCastPlayer({
      recording,
      clock: createRealClock(),
      createEmulator: () => createEmulator({ columns: header.columns, rows: header.rows, unicode: 15 }),
      changed: () => view.changed('now'),
    });
    const view = createScreenView(terminal, { screen: () => player.screen(), status: () => statusOf(player, name) });
    terminal.onInput((event) => {
      if (event.type !== 'key') return;
      if (event.chord === 'q' || event.chord === 'escape' || event.chord === 'C-d') return leave(false);
      if (event.chord === 'C-c') return leave(true);
      if (event.chord === 'C-z') return void terminal.suspend(); // never rejects
      KEYS.find(({ chords }) => chords.includes(event.chord))?.press(player);
    });
    terminal.onEnd(() => leave(true));
    io.signal.addEventListener('abort', () => leave(true), { once: true });
    if (io.signal.aborted) leave(true);
    await player.run(over.signal);
  } finally {
    terminal.close();
  }
  tellDamage(name, read.value, io);
  return recordExitCode({ interrupted });
}

const clockOf = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

function statusOf(player: CastPlayer, name: string): string {
  const { positionMs, durationMs, playing, speed } = player;
  const state = playing ? '▶' : positionMs >= durationMs ? '■' : '⏸';
  const times = `${clockOf(positionMs)} / ${clockOf(durationMs)}`;
  return `${state} ${times}${speed === 1 ? '' : ` ×${speed}`} · ${oneLine(name)} · ${HELP}`;
}

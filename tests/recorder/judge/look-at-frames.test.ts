import { describe, expect, test } from 'vitest';
import { decodePng } from '../../../src/recorder/encode/png/decode-png.ts';
import type { LookOptions } from '../../../src/recorder/judge/look-at-frames.ts';
import { lookAtFrames } from '../../../src/recorder/judge/look-at-frames.ts';
import { tilesOf } from '../../../src/recorder/judge/tiles.ts';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import type { Recording } from '../../../src/recorder/play/recording.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { marker, output, recordingWith } from '../film/recordings.ts';
import { FILES } from '../picture/picture-fixture.ts';
import { NEVER } from './judging.ts';

const OPTIONS: LookOptions = {
  count: 12,
  theme: DEFAULT_THEME,
  text: { fontSize: 10, letterSpacing: 0, lineHeight: 1 },
  unicode: 15,
};
const PORTS = {
  createEmulator,
  createPainter: (options: Parameters<typeof createPainter>[0]) => createPainter(options, FILES),
};

const look = (recording: Recording, more: Partial<LookOptions> = {}): ReturnType<typeof lookAtFrames> =>
  lookAtFrames(recording, { ...OPTIONS, ...more }, PORTS, NEVER);

const hashes = async (text: string): Promise<readonly string[]> =>
  (await look(recordingWith([output(0, text)]))).map(({ sha256 }) => sha256);

const CLEAR = '\x1b[2J\x1b[H';

describe('looking at a film', () => {
  test('gives screens that say something new, in order, with their phase and text', async () => {
    const recording = recordingWith([
      marker(0, 'phase working'),
      output(100, `${CLEAR}agents write\r\nmany words here`),
      output(2000, '\x1b[4;20H.'),
      marker(4000, 'phase voting'),
      output(4010, `${CLEAR}votes: 2 to 1`),
      output(6000, `${CLEAR}the winner is agent 2`),
    ]);
    const frames = await look(recording);
    expect(frames.map(({ number, phase, rows }) => [number, phase, rows.map((row) => row.trim()).join(' ')])).toEqual([
      [1, 'phase working', 'agents write many words here'],
      [2, 'phase voting', 'votes: 2 to 1'],
      [3, 'phase voting', 'the winner is agent 2'],
    ]);
  });

  test('draws letters at their own size, without a window around', async () => {
    const [frame] = await look(recordingWith([output(0, 'hello')]), { count: 1 });
    const [tile] = frame?.tiles ?? [];
    const picture = decodePng(tile?.png ?? new Uint8Array());
    expect(picture.ok && [picture.value.width, picture.value.height]).toEqual([120, 56]);
    expect(frame?.tiles).toHaveLength(1);
  });

  test('shows nothing that is hidden, in text as in the picture', async () => {
    const [frame] = await look(recordingWith([output(0, '\x1b[8msecret\x1b[0m seen')]), { count: 1 });
    expect(frame?.rows.join('')).not.toContain('secret');
  });

  test('leaves out pieces of one colour, and gives none of an empty screen', async () => {
    const [frame] = await look(recordingWith([output(0, '\x1b[?25l')]), { count: 1 });
    expect(frame?.tiles).toEqual([]);
  });

  test('gives the same frames of the same film, and others of another', async () => {
    expect(await hashes('one')).toEqual(await hashes('one'));
    expect(await hashes('one')).not.toEqual(await hashes('two'));
    expect(await hashes('\x1b[31mone')).not.toEqual(await hashes('\x1b[32mone'));
  });
});

describe('the pieces of a picture', () => {
  test('are at most 1200 × 800, cover it all, and cut no cell', () => {
    for (const [columns, rows] of [
      [120, 36],
      [210, 52],
      [500, 200],
      [1, 1],
    ] as const) {
      const tiles = tilesOf({ columns, rows, cellWidth: 13, cellHeight: 30 });
      expect(tiles.every(({ width, height }) => width <= 1200 && height <= 800)).toBe(true);
      expect(tiles.every(({ x, y }) => x % 13 === 0 && y % 30 === 0)).toBe(true);
      expect(tiles.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(columns * 13 * rows * 30);
    }
  });
});

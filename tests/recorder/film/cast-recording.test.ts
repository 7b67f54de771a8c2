import { describe, expect, test } from 'vitest';
import { screenText } from '../../../src/recorder/encode/text-golden.ts';
import { castRecording } from '../../../src/recorder/film/cast-recording.ts';
import { filmOptions } from '../../../src/recorder/film/film-options.ts';
import { framesOf } from '../../../src/recorder/film/frames-of.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { settingsWith } from '../play/settings.ts';
import { recorded } from '../play/play.ts';
import { output, recordingWith } from './recordings.ts';

const texts = async (recording: Parameters<typeof framesOf>[0]): Promise<[number, string][]> => {
  const seen: [number, string][] = [];
  for await (const { atMs, grid } of framesOf(recording, createEmulator, 15, new AbortController().signal)) {
    seen.push([atMs, screenText(grid).trimEnd()]);
  }
  return seen;
};

const frame = (text: string): string => `\u001b[?2026h\r${text}\u001b[?2026l`;

describe('a cast that was read', () => {
  test('gives the frames that its recording had', async () => {
    const played = await recorded('Type "abc"\nEnter\nSleep 1s\nType "dq"');
    const read = castRecording(played.cast, 50);
    expect(read.frames).toEqual(played.frames);
    expect(await texts(read)).toEqual(await texts(played));
    expect([read.exit.exitCode, read.durationMs]).toEqual([0, played.durationMs]);
  });

  test('shows each frame that its program kept whole, also when an event holds several', async () => {
    const { cast } = recordingWith([output(100, `${frame('one')}\u001b[?2026h\rtw`), output(300, 'o\u001b[?2026l')]);
    expect(await texts(castRecording(cast, 50))).toEqual([
      [0, ''],
      [100, 'one'],
      [300, 'two'],
    ]);
  });

  test('is as long as the empty output at its end says', () => {
    const { cast } = recordingWith([output(0, 'x'), output(5000, '')]);
    expect(castRecording(cast, 50).durationMs).toBe(5000);
  });

  test('has screens of one size, whatever its screen did', async () => {
    const resize = { atMs: 100, type: 'resize', columns: 6, rows: 2 } as const;
    const film = recordingWith([output(0, 'abcdefgh'), resize, output(200, 'x')], { columns: 4, rows: 3 });
    const sizes: string[] = [];
    for await (const { grid } of framesOf(film, createEmulator, 15, new AbortController().signal)) {
      sizes.push(`${grid.columns}x${grid.rows} ${grid.text.length}`);
    }
    expect(new Set(sizes)).toEqual(new Set(['6x3 18']));
  });

  test('stops when it is told to', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const film = recordingWith([output(0, 'a'), output(500, 'b'), output(900, 'c')]);
    for await (const { atMs } of framesOf(film, createEmulator, 15, stop.signal)) {
      seen.push(atMs);
      stop.abort();
    }
    expect(seen).toEqual([0]);
  });
});

describe('the film a tape asks for', () => {
  const setting = { folder: '/', themes: [DEFAULT_THEME], title: 'demo' };

  test('has its picture, its window and its times', () => {
    const options = filmOptions(
      settingsWith({
        cells: null,
        width: 800,
        height: 400,
        margin: 10,
        marginFill: '#674EFF',
        windowBar: 'Rings',
        playbackSpeed: 2,
      }),
      setting,
    );
    expect(options.picture).toMatchObject({ size: { width: 800, height: 400 }, fontSize: 22, cursorBlink: true });
    expect(options.picture.window).toMatchObject({ margin: 10, marginFill: 0x674eff, bar: 'Rings', title: 'demo' });
    expect([options.retiming.speed, options.holdLastMs, options.framerate]).toEqual([2, null, 50]);
  });

  test('follows from the cells when they are named, with a margin of the theme and no title without a bar', () => {
    const options = filmOptions(settingsWith({ width: 800, height: 400, windowBar: 'nonsense' }), setting);
    const { size, window } = options.picture;
    expect([size, window.marginFill, window.bar]).toEqual([null, null, '']);
    expect(filmOptions(settingsWith(), setting).picture.window.title).toBe('');
  });
});

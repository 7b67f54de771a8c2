import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../../src/recorder/tape/tape-settings.ts';

const settings = (source: string, mode: 'strict' | 'extended' = 'extended'): TapeSettings =>
  settingsOf(parseTape(source, { mode }));

describe('the settings of a tape', () => {
  test('have defaults', () => {
    expect(settings('')).toEqual({
      shell: 'bash',
      exec: null,
      fontFamily: null,
      fontSize: 22,
      letterSpacing: 1,
      lineHeight: 1,
      width: 1200,
      height: 600,
      cells: null,
      padding: 60,
      margin: 0,
      marginFill: null,
      windowBar: '',
      windowBarSize: 30,
      borderRadius: 0,
      framerate: 50,
      playbackSpeed: 1,
      loopOffset: 0,
      cursorBlink: true,
      typingSpeedMs: 50,
      theme: null,
      themes: [],
      waitTimeoutMs: 15_000,
      waitPattern: '>$',
      outputs: [],
      requires: [],
      env: [],
      clock: null,
      seed: null,
      timezone: 'UTC',
      locale: 'C.UTF-8',
      unicode: 15,
      settleMs: null,
      holdLastMs: null,
      idleLimitMs: null,
    } satisfies TapeSettings);
  });

  test.each<[string, Partial<TapeSettings>]>([
    ['Set Shell fish', { shell: 'fish' }],
    ['Set FontFamily "Hack"', { fontFamily: 'Hack' }],
    ['Set FontSize 15', { fontSize: 15 }],
    ['Set LetterSpacing .5', { letterSpacing: 0.5 }],
    ['Set LineHeight 1.2', { lineHeight: 1.2 }],
    ['Set Width 800 Set Height 400', { width: 800, height: 400, cells: null }],
    ['Set Columns 120 Set Rows 36', { cells: { columns: 120, rows: 36 }, width: null, height: null }],
    ['Set Columns 120', { cells: { columns: 120, rows: 24 } }],
    ['Set Padding 0 Set Margin 5', { padding: 0, margin: 5 }],
    ['Set MarginFill "#674EFF"', { marginFill: '#674EFF' }],
    ['Set WindowBar Rings Set WindowBarSize 40', { windowBar: 'Rings', windowBarSize: 40 }],
    ['Set BorderRadius 8', { borderRadius: 8 }],
    ['Set Framerate 30 Set PlaybackSpeed .5', { framerate: 30, playbackSpeed: 0.5 }],
    ['Set LoopOffset 25%', { loopOffset: 25 }],
    ['Set CursorBlink false', { cursorBlink: false }],
    ['Set TypingSpeed .1', { typingSpeedMs: 100 }],
    ['Set Theme "Dracula"', { theme: 'Dracula' }],
    ['Set Theme {"red": "#ff0000"}', { theme: '{"red": "#ff0000"}' }],
    ['Set WaitTimeout 2m Set WaitPattern /\\$ $/', { waitTimeoutMs: 120_000, waitPattern: '\\$ $' }],
    ['Set FontSize 15 Set FontSize 16', { fontSize: 16 }],
    ['# massgen: size 80x24\nSet Width 800', { cells: { columns: 80, rows: 24 }, width: null }],
    ['# massgen: size 80x24\nSet Rows 5', { cells: { columns: 80, rows: 24 } }],
    ['Hide\n# massgen: exec a "b c"', { exec: ['a', 'b c'], shell: null }],
    ['# massgen: clock virtual\n# massgen: seed 7', { clock: 'virtual', seed: 7 }],
    [
      '# massgen: timezone Asia/Tokyo\n# massgen: locale de_DE.UTF-8',
      { timezone: 'Asia/Tokyo', locale: 'de_DE.UTF-8' },
    ],
    ['# massgen: unicode 11', { unicode: 11 }],
    ['# massgen: themes "A","B"', { themes: ['A', 'B'] }],
    ['# massgen: settle 5ms\n# massgen: idle-limit 1s', { settleMs: 5, idleLimitMs: 1000 }],
    ['Hide\n# massgen: settle 5ms\n# massgen: hold-last 3s', { settleMs: null, holdLastMs: 3000 }],
  ])('hold what is asked for: %s', (source, expected) => {
    expect(settings(source)).toMatchObject(expected);
  });

  test('are those of the header, but for what counts everywhere', () => {
    const source =
      'Output a.gif\n# note\nRequire a\nSet FontSize 20\nEnv A "1"\nSet FontSize 30\nSet TypingSpeed 9s\nSet Shell zsh\nRequire b\nEnv B "2"\nOutput a.txt';
    expect(settings(source)).toMatchObject({
      fontSize: 20,
      typingSpeedMs: 50,
      shell: 'zsh',
      requires: ['a', 'b'],
      env: [
        ['A', '1'],
        ['B', '2'],
      ],
      outputs: [
        { kind: 'gif', path: 'a.gif' },
        { kind: 'txt', path: 'a.txt' },
      ],
    });
  });

  test('name one output of each kind, the last', () => {
    const source =
      'Output a.gif Output b.svg Output c.gif\n# massgen: output d.png\nOutput e.png Output f.test Output g.txt';
    expect(settings(source).outputs).toEqual([
      { kind: 'svg', path: 'b.svg' },
      { kind: 'gif', path: 'c.gif' },
      { kind: 'png', path: 'd.png' },
      { kind: 'frames', path: 'e.png' },
      { kind: 'txt', path: 'g.txt' },
    ]);
  });

  test('know nothing of what is for VHS only, which ends no header', () => {
    const source = '# massgen: vhs-only begin\nSet Shell zsh\nEnv A "1"\n# massgen: vhs-only end\nSet FontSize 9';
    expect(settings(source)).toMatchObject({ shell: 'bash', env: [], fontSize: 9 });
  });

  test('are the defaults where a strict tape makes no sense', () => {
    const source = 'Set FontSize big Set TypingSpeed fast Set LoopOffset far Set WaitTimeout 1.2.3';
    expect(settings(source, 'strict')).toMatchObject({
      fontSize: 22,
      typingSpeedMs: 50,
      loopOffset: 0,
      waitTimeoutMs: 15_000,
    });
  });
});

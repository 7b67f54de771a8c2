import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { fail } from '../../../src/shared/result.ts';
import { failures, hearing, play, recorded, screensOf } from './play.ts';

const QUIT = '\nType "q"\n';

const types = async (captureInput: boolean): Promise<string[]> =>
  (await recorded('Type "pw"', undefined, { options: { captureInput } })).cast.events.map((event) => event.type);

const refusal = async (...how: Parameters<typeof play>): Promise<string> => {
  const result = await play(...how);
  return result.ok ? 'played' : result.error.message;
};

describe('a played tape', () => {
  test('shows each typed character at the time of its key', async () => {
    const film = await recorded(`Set TypingSpeed 100ms\nSleep 1s\nType "abc"\nSleep 500ms${QUIT}`);
    expect(film.frames.map((frame) => frame.atMs)).toEqual([0, 1000, 1100, 1200]);
    expect(await screensOf(film)).toEqual(['ready>', 'ready> a', 'ready> ab', 'ready> abc']);
    expect([film.durationMs, failures(film), film.exit.ok]).toEqual([1900, [], true]);
  });

  test('is the same film every time', async () => {
    const source = `Type "abc"\nEnter\nSleep 300ms\nType@10ms "defgh"\nWait+Screen /defgh/\nSleep 1s${QUIT}`;
    expect(await recorded(source)).toEqual(await recorded(source));
  });

  test('repeats keys, each with its pause, and presses nothing for 0', async () => {
    const film = await recorded(`Type@1ms "abc"\nBackspace@10ms 0\nEnter@200ms 2\nSleep 1s${QUIT}`);
    expect(film.durationMs).toBe(3 + 400 + 1000 + 50);
    expect((await screensOf(film)).at(-1)).toBe('ready> abc\nready>\nready>');
  });

  test('lets the typing speed change on the way', async () => {
    const film = await recorded(`Type "ab"\nSet TypingSpeed 200ms\nType "c"\nSet TypingSpeed 10ms${QUIT}`);
    expect(film.durationMs).toBe(100 + 200 + 10);
  });

  test('sends each character whole, and arrows as keys', async () => {
    const heard: string[] = [];
    const film = await recorded('Type@10ms "é→👩‍💻"', hearing(heard));
    expect(heard).toEqual(['é', '\u001b[C', '👩‍💻']);
    expect(film.durationMs).toBe(30 + 15_000);
  });

  test('runs hidden parts once, without time, pauses or flashes', async () => {
    const film = await recorded(
      `Type@50ms "a"\nHide\nType "secret set-up"\nEnter\nSleep 30s\nType "x"\nShow\nSleep 100ms\nType@50ms "b"\nSleep 1s${QUIT}`,
    );
    expect(film.durationMs).toBe(50 + 100 + 50 + 1000 + 50);
    expect(await screensOf(film)).toEqual([
      'ready> a',
      'ready> asecret set-up\nready> x',
      'ready> asecret set-up\nready> xb',
    ]);
  });

  test('never shows a hidden part that nothing follows, but in a screenshot', async () => {
    const film = await recorded('Type@10ms "a"\nHide\nType "secret"\nScreenshot inside.png\nType "more"\nEnter');
    expect((await screensOf(film)).at(-1)).toBe('ready> a');
    expect(await screensOf(film, film.screenshots)).toEqual(['ready> asecret']);
    expect(JSON.stringify(film.cast)).not.toContain('more');
  });

  test('runs a hidden part without a Show once, too', async () => {
    const heard: string[] = [];
    await recorded('Hide\nType "once"\nEnter', hearing(heard));
    expect(heard).toEqual(['once', '\r']);
  });

  test('pastes its own clipboard in one write, in brackets for a program that asked', async () => {
    const heard: string[] = [];
    await recorded(
      'Paste\nCopy "two words"\nPaste\nEnter\nSleep 10ms\nPaste',
      hearing(heard, (data) => (data === '\r' ? '\u001b[?2004h' : '')),
    );
    expect(heard).toEqual(['two words', '\r', '\u001b[200~two words\u001b[201~']);
  });

  test('sends cursor keys in the mode the program has chosen by then', async () => {
    const heard: string[] = [];
    await recorded(
      'Up\nCtrl+A\nUp',
      hearing(heard, (data) => (data === '\u0001' ? '\u001b[?1h' : '')),
    );
    expect(heard).toEqual(['\u001b[A', '\u0001', '\u001bOA']);
  });

  test('feeds the replies of its screen back before the next input', async () => {
    const heard: string[] = [];
    await recorded('Sleep 10ms\nType "x"', (screen, ...rest) => {
      screen.write('\u001b[6n\u001b]11;?\u001b\\\u001b[c');
      return hearing(heard)(screen, ...rest);
    });
    expect(heard.at(-1)).toBe('x');
    expect(heard.join('')).toContain('\u001b[1;1R');
    expect(heard.join('')).toContain('\u001b]11;rgb:');
  });

  test('stores no keys in the cast unless it is asked to', async () => {
    expect(await types(false)).not.toContain('input');
    expect((await types(true)).filter((type) => type === 'input')).toHaveLength(2);
  });

  test('takes screenshots at that very moment', async () => {
    const film = await recorded(`Type@10ms "a"\nScreenshot one.png\nType@10ms "b"\nScreenshot two.png${QUIT}`);
    expect(film.screenshots.map((shot) => shot.path)).toEqual(['one.png', 'two.png']);
    expect(await screensOf(film, film.screenshots)).toEqual(['ready> a', 'ready> ab']);
  });

  test('writes the screen after every shown command of the body for a text output', async () => {
    const film = await recorded(
      `Output x.txt\nSet TypingSpeed 10ms\nSleep 1s\nEnv A "b"\nType "a"\nHide\nEnter\nShow\nCtrl+B\nType "c"\n# massgen: marker "m"\nSleep 1s${QUIT}`,
    );
    expect(await screensOf(film, film.commandScreens)).toEqual([
      'ready>',
      'ready> a',
      'ready> a\nready>',
      'ready> a\nready>',
      'ready> a\nready> c',
      'ready> a\nready> c',
      'ready> a\nready> c',
    ]);
  });

  test('moves the viewport and comes back when somebody types', async () => {
    const film = await recorded(`Enter 5\nSleep 1s\nScrollUp@100ms 2\nSleep 1s\nType@100ms "x"\nSleep 1s${QUIT}`);
    const screens = await screensOf(film, [
      { atMs: 1200, events: film.cast.events.length },
      { atMs: 1449, events: film.cast.events.length },
    ]);
    expect(film.scrolls?.map((mark) => [mark.atMs, mark.lines])).toEqual([
      [1250, -1],
      [1350, -1],
      [2450, 2],
    ]);
    expect(screens).toHaveLength(2);
  });

  test('takes a scrolled screen as it is, though in a hidden part all happens at once', async () => {
    const film = await recorded(
      `Type "first"\nEnter 5\nHide\nScrollUp 2\nScreenshot a.png\nType "x"\nScreenshot b.png\nShow${QUIT}`,
    );
    expect(film.screenshots.map(({ scrolls }) => scrolls)).toEqual([2, 3]);
    const blank = 'ready>\nready>\nready>\nready>';
    expect(await screensOf(film, film.screenshots)).toEqual([blank.replace('ready>', 'ready> first'), `${blank} x`]);
  });

  test('resizes its program and keeps that in the cast', async () => {
    const sizes: string[] = [];
    const film = await recorded('Sleep 10ms\n# massgen: resize 20x3\nSleep 10ms', (screen, clock, _start, signal) => {
      screen.onResize((columns, rows) => sizes.push(`${columns}x${rows}`));
      return clock.sleep(1000, signal).then(() => 0);
    });
    expect(sizes).toEqual(['20x3']);
    expect(film.cast.events).toContainEqual({ atMs: 10, type: 'resize', columns: 20, rows: 3 });
  });

  test('keeps captions, markers and pressed keys with their times', async () => {
    const film = await recorded(
      '# massgen: keys on\nType@10ms "ab"\nCtrl+C\n# massgen: caption "now"\n# massgen: marker "vote"\nEnter@90ms\n# massgen: keys off\nType@10ms "q"',
    );
    expect(film.keys).toEqual([
      { atMs: 0, label: 'a' },
      { atMs: 10, label: 'b' },
      { atMs: 20, label: 'Ctrl+C' },
      { atMs: 20, label: '⏎' },
    ]);
    expect(film.captions).toEqual([{ atMs: 20, text: 'now' }]);
    expect(film.cast.events).toContainEqual({ atMs: 20, type: 'marker', label: 'vote' });
  });

  test('runs faster from the place that says so', async () => {
    const film = await recorded(`Sleep 1s\n# massgen: speed 4x\nSleep 2s\n# massgen: speed 1x\nSleep 1s${QUIT}`);
    expect(film.durationMs).toBe(1000 + 500 + 1000 + 50);
  });

  test('remembers where its idle limit changes', async () => {
    const source = `# massgen: idle-limit 2s\nSleep 5s\n# massgen: idle-limit 1s\nSleep 5s${QUIT}`;
    const film = await recorded(source);
    expect([film.cast.header.idleLimitMs, film.idleLimits]).toEqual([
      2000,
      [
        { atMs: 0, ms: 2000 },
        { atMs: 5000, ms: 1000 },
      ],
    ]);
  });

  test('presses function keys and the mouse, which VHS lacks', async () => {
    const heard: string[] = [];
    const film = await recorded(
      '# massgen: mouse click 2,3\n# massgen: key F5\nSleep 10ms\n# massgen: mouse click 2,3\n# massgen: mouse wheel 1,1 -2',
      hearing(heard, (data) => (data === '\u001b[15~' ? '\u001b[?1000h\u001b[?1006h' : '')),
    );
    expect(heard).toEqual(['\u001b[15~', '\u001b[<0;3;2M\u001b[<0;3;2m', '\u001b[<64;1;1M\u001b[<64;1;1M']);
    expect(failures(film)[0]).toBe('warning input: the program does not watch the mouse; nothing was sent');
  });

  test('skips what is for VHS only', async () => {
    const film = await recorded(
      `# massgen: vhs-only begin\nType "massgen --replay"\nEnter\n# massgen: vhs-only end\nType@10ms "a"${QUIT}`,
    );
    expect(await screensOf(film)).toEqual(['ready> a']);
  });

  test('splices in what it sources', () => {
    const tape = parseTape('Source part.tape\nType "b"', { readSource: () => 'Type "a"' });
    expect(tape.commands.filter((command) => command.type === 'type')).toHaveLength(2);
  });

  test('gives the program the environment of the tape alone', async () => {
    const seen: (string | undefined)[] = [];
    await recorded(
      '# massgen: timezone Europe/Berlin\nEnv GREETING "good day"\nSleep 1ms',
      (_screen, _clock, { env }) => {
        seen.push(env['GREETING'], env['TERM'], env['TZ'], env['NO_COLOR'], env['HOME']);
        return Promise.resolve(0);
      },
      { options: { env: { NO_COLOR: '1', HOME: '/home/user' } } },
    );
    expect(seen).toEqual(['good day', 'xterm-256color', 'Europe/Berlin', undefined, '/home/user']);
    expect(process.env['GREETING']).toBeUndefined();
  });

  test('refuses what cannot be played before anything runs', async () => {
    expect(await refusal('')).toBe('The tape has no commands.');
    expect(await refusal('Type "a"\nRequire missing-program')).toBe(
      'Require missing-program: there is no such program on the PATH.',
    );
    expect(await refusal('Typo "a"')).toContain('Typo');
    expect(await refusal('Sleep 1s', undefined, { settings: { cells: null, width: 50, height: 50 } })).toContain(
      'This size leaves no cells',
    );
    expect(await refusal('Sleep 1s', undefined, { settings: { exec: null, shell: 'ksh' } })).toContain('Set Shell ksh');
    const ports = { startHost: () => Promise.resolve(fail('There is no program named demo on the PATH.')) };
    expect(await refusal('Sleep 1s', undefined, { ports })).toContain('no program named demo');
  });
});

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GifReader } from 'omggif';
import { describe, expect, test } from 'vitest';
import { readCast } from '../../../src/recorder/encode/read-cast.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { filesIn, freshFolder, optionsIn, render } from './film.ts';
import { marker, output, recordingWith } from './recordings.ts';

const HELLO = recordingWith([output(0, 'hello'), marker(500, 'half'), output(1000, '\r\nworld'), output(2500, '!')], {
  durationMs: 3000,
  commandScreens: [
    { atMs: 0, events: 1 },
    { atMs: 1000, events: 3 },
  ],
  captions: [{ atMs: 1000, text: 'a caption' }],
  screenshots: [
    { path: 'shots/first.png', atMs: 0, events: 1 },
    { path: 'shots/second.txt', atMs: 1000, events: 3 },
    { path: 'shots/third.svg', atMs: 1000, events: 3 },
    { path: 'shots/fourth.json', atMs: 2500, events: 4 },
  ],
});

const delaysOf = (path: string): number[] => {
  const gif = new GifReader(readFileSync(path));
  return Array.from({ length: gif.numFrames() }, (_, index) => gif.frameInfo(index).delay * 10);
};

const resized = (columns: number, rows: number) => ({ atMs: 1000, type: 'resize' as const, columns, rows });
const shots = (stage: string, atMs: number, events: number) =>
  ['png', 'svg', 'txt'].map((kind) => ({ path: `${stage}.${kind}`, atMs, events }));
const asGif = (path: string) => ({ kind: 'gif' as const, path });

describe('a film', () => {
  test('becomes every kind of file at once, with its bytes and hash', async () => {
    const folder = freshFolder();
    const kinds = ['gif', 'apng', 'svg', 'html', 'json', 'txt', 'cast', 'srt', 'vtt', 'png'] as const;
    const report = await render(
      HELLO,
      kinds.map((kind) => ({ kind, path: `out/demo.${kind}` })),
      optionsIn(folder),
    );
    expect(report.problems).toEqual([]);
    expect(filesIn(join(folder, 'out'))).toEqual(kinds.map((kind) => `demo.${kind}`).toSorted());
    expect(report.outputs).toHaveLength(kinds.length + 4);
    for (const { path, bytes, sha256 } of report.outputs) {
      const file = readFileSync(path);
      expect([path, bytes, sha256]).toEqual([path, file.length, createHash('sha256').update(file).digest('hex')]);
      expect(bytes).toBeGreaterThan(0);
    }
    expect([report.frames, report.durationMs, report.interrupted]).toEqual([3, 3000, false]);
    expect(report.missingGlyphs.size).toBe(0);
  });

  test('is as long as its recording, with its last picture held for three seconds where films repeat', async () => {
    const folder = freshFolder();
    await render(HELLO, [{ kind: 'gif', path: 'a.gif' }], optionsIn(folder));
    expect(delaysOf(join(folder, 'a.gif'))).toEqual([1000, 1500, 3500]);
    await render(HELLO, [{ kind: 'gif', path: 'b.gif' }], optionsIn(folder, { holdLastMs: 0 }));
    expect(delaysOf(join(folder, 'b.gif'))).toEqual([1000, 1500, 500]);
  });

  test('is held on a page that plays it again as well, and not where it is played once', async () => {
    const folder = freshFolder();
    const outputs = [
      { kind: 'html' as const, path: 'a.html' },
      { kind: 'json' as const, path: 'a.json' },
    ];
    await render(HELLO, outputs, optionsIn(folder));
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toContain('"duration":6000,"loop":0}');
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toContain('"duration":3000');
  });

  test('is no longer for output at its very end, unless nothing holds the last picture', async () => {
    const folder = freshFolder();
    const late = recordingWith([output(0, 'a'), output(2000, 'b')], { durationMs: 2000 });
    for (const framerate of [10, 50]) {
      await render(late, [asGif('a.gif')], optionsIn(folder, { framerate }));
      expect(delaysOf(join(folder, 'a.gif'))).toEqual([2000, 3000]);
      await render(late, [asGif('b.gif')], optionsIn(folder, { framerate, holdLastMs: 0 }));
      expect(delaysOf(join(folder, 'b.gif'))).toEqual([2000, 1000 / framerate]);
    }
  });

  test('begins where the loop offset says, and shows the rest behind', async () => {
    const folder = freshFolder();
    const outputs = [{ kind: 'gif' as const, path: 'a.gif' }];
    await render(HELLO, outputs, optionsIn(folder, { holdLastMs: 0, loopOffset: 50 }));
    expect(delaysOf(join(folder, 'a.gif'))).toEqual([1000, 500, 1000, 500]);
  });

  test('is the same bytes when it is made again', async () => {
    const folder = freshFolder();
    const kinds = ['gif', 'apng', 'svg', 'html', 'json', 'txt', 'cast', 'png'] as const;
    const make = async (name: string): Promise<string[]> => {
      const outputs = kinds.map((kind) => ({ kind, path: `${name}.${kind}` }));
      const report = await render(HELLO, outputs, optionsIn(folder));
      return report.outputs.map(({ kind, sha256 }) => `${kind} ${sha256}`);
    };
    expect(await make('one')).toEqual(await make('two'));
  });

  test('draws screenshots at their moment, in the form of their name', async () => {
    const folder = freshFolder();
    await render(HELLO, [], optionsIn(folder));
    expect(filesIn(join(folder, 'shots'))).toEqual(['first.png', 'fourth.json', 'second.txt', 'third.svg']);
    expect(readFileSync(join(folder, 'shots/second.txt'), 'utf8')).toBe('hello\nworld\n\n\n');
    expect(readFileSync(join(folder, 'shots/third.svg'), 'utf8')).toContain('world');
  });

  test('draws a screenshot that was taken while its text stood scrolled, though the film never shows it', async () => {
    const folder = freshFolder();
    const moment = { atMs: 1000, events: 1 };
    const film = recordingWith([output(1000, ['one', 'two', 'three', 'four', 'five'].join('\r\n'))], {
      durationMs: 2000,
      scrolls: [
        { ...moment, lines: -1 },
        { ...moment, lines: 1 },
      ],
      screenshots: [
        { ...moment, path: 'up.txt', scrolls: 1 },
        { ...moment, path: 'down.txt', scrolls: 2 },
      ],
    });
    await render(film, [{ kind: 'png', path: 'last.png' }], optionsIn(folder));
    expect(readFileSync(join(folder, 'up.txt'), 'utf8')).toBe('one\ntwo\nthree\nfour\n');
    expect(readFileSync(join(folder, 'down.txt'), 'utf8')).toBe('two\nthree\nfour\nfive\n');
  });

  test('draws a screenshot as large as its film, whatever size the screen had then', async () => {
    const folder = freshFolder();
    const file = (name: string): Buffer => readFileSync(join(folder, name));
    const lines = output(0, 'one\r\ntwo');
    const screenshots = [...shots('before', 0, 1), ...shots('after', 1000, 2)];
    const grown = recordingWith([lines, resized(30, 6)], { columns: 20, rows: 4, durationMs: 2000, screenshots });
    await render(grown, [], optionsIn(folder));
    // Nothing but the size changed, so that a film that is large from the start shows the same.
    const large = recordingWith([lines], { columns: 30, rows: 6, screenshots: shots('large', 0, 1) });
    await render(large, [], optionsIn(folder));
    for (const kind of ['png', 'svg']) {
      expect(file(`before.${kind}`).equals(file(`large.${kind}`))).toBe(true);
      expect(file(`after.${kind}`).equals(file(`large.${kind}`))).toBe(true);
    }
    expect(file('before.txt').toString()).toBe('one\ntwo\n\n\n');

    const shrunk = recordingWith([lines, resized(20, 4)], {
      columns: 30,
      rows: 6,
      screenshots: shots('small', 1000, 2),
    });
    await render(shrunk, [], optionsIn(folder));
    expect(file('small.png').equals(file('large.png'))).toBe(true);
  });

  test('writes command screens as text, and the cast as it is', async () => {
    const folder = freshFolder();
    await render(
      HELLO,
      [
        { kind: 'txt', path: 'a.txt' },
        { kind: 'cast', path: 'a.cast' },
      ],
      optionsIn(folder),
    );
    const rule = '─'.repeat(80);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(`hello\n\n\n\n${rule}\nhello\nworld\n\n\n${rule}\n`);
    const cast = readCast(readFileSync(join(folder, 'a.cast'), 'utf8'));
    expect(cast.ok && cast.value.cast.events.slice(0, 4)).toEqual(HELLO.cast.events);
  });

  test('is drawn once for each theme, in files that carry its name', async () => {
    const folder = freshFolder();
    const themes = [DEFAULT_THEME, { ...DEFAULT_THEME, name: 'Paper White', background: 0xffffff }];
    const outputs = (['gif', 'svg', 'txt', 'cast'] as const).map((kind) => ({ kind, path: `a.${kind}` }));
    const report = await render(
      { ...HELLO, screenshots: HELLO.screenshots.slice(0, 2) },
      outputs,
      optionsIn(folder, { themes }),
    );
    expect(report.problems).toEqual([]);
    expect(filesIn(folder)).toEqual([
      'a-default.gif',
      'a-default.svg',
      'a-paper-white.gif',
      'a-paper-white.svg',
      'a.cast',
      'a.txt',
      'shots',
      'shots/first-default.png',
      'shots/first-paper-white.png',
      'shots/second.txt',
    ]);
  });

  test('writes a folder of frames and leaves other files in it alone', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'frames'));
    for (const name of ['frame-00009.png', 'notes.txt']) writeFileSync(join(folder, 'frames', name), 'x');
    await render(HELLO, [{ kind: 'frames', path: 'frames/' }], optionsIn(folder));
    expect(filesIn(join(folder, 'frames'))).toEqual([
      'frame-00001.png',
      'frame-00002.png',
      'frame-00003.png',
      'frames.json',
      'notes.txt',
    ]);
  });

  test('shows only what was selected, sped up, with pressed keys in the corner', async () => {
    const folder = freshFolder();
    const keys = [{ atMs: 1500, label: 'x' }];
    const retiming = { idleLimitMs: null, select: { fromMs: 1000, toMs: 3000 }, speed: 2, speedToMs: null };
    const options = optionsIn(folder, { retiming, holdLastMs: 0 });
    const report = await render({ ...HELLO, keys, screenshots: [] }, [{ kind: 'gif', path: 'a.gif' }], options);
    expect(report.durationMs).toBe(1000);
    expect(delaysOf(join(folder, 'a.gif'))).toEqual([250, 500, 250]);
  });

  test('grows to the largest size that its screen has', async () => {
    const folder = freshFolder();
    const events = [output(0, 'x'), { atMs: 500, type: 'resize' as const, columns: 40, rows: 2 }, output(600, 'y')];
    const report = await render(
      recordingWith(events, { durationMs: 1000 }),
      [{ kind: 'gif', path: 'a.gif' }],
      optionsIn(folder),
    );
    expect(report.problems).toEqual([]);
    const gif = new GifReader(readFileSync(join(folder, 'a.gif')));
    expect([gif.width, gif.height]).toEqual([40 * 6 + 8, 4 * 14 + 8]);
  });

  test('tells which characters no font has', async () => {
    const folder = freshFolder();
    const odd = recordingWith([output(0, '\u{10ffff}')], { durationMs: 100 });
    const report = await render(odd, [{ kind: 'png', path: 'a.png' }], optionsIn(folder));
    expect([...report.missingGlyphs.keys()]).toEqual(['\u{10ffff}']);
  });
});

describe('the cursor', () => {
  const moving = optionsIn('', { holdLastMs: 0 });
  const blinking = { ...moving, picture: { ...moving.picture, cursorBlink: true } };

  test('blinks while nothing else moves, and is there at every change', async () => {
    const folder = freshFolder();
    await render({ ...HELLO, screenshots: [] }, [asGif('a.gif')], { ...blinking, folder });
    expect(delaysOf(join(folder, 'a.gif'))).toEqual([600, 400, 600, 600, 300, 500]);
  });

  test('stands still when it is hidden or told to be steady', async () => {
    const folder = freshFolder();
    const lengths = async (text: string): Promise<number[]> => {
      const still = recordingWith([output(0, `${text}x`)], { durationMs: 2000 });
      await render(still, [asGif('a.gif')], { ...blinking, folder });
      return delaysOf(join(folder, 'a.gif'));
    };
    expect(await lengths('')).toEqual([600, 600, 600, 200]);
    expect(await lengths('\u001b[?25l')).toEqual([2000]);
    expect(await lengths('\u001b[2 q')).toEqual([2000]);
  });
});

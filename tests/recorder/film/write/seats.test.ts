import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';
import { filesIn, freshFolder, optionsIn, render } from '../film.ts';
import { output, recordingWith } from '../recordings.ts';

const HELLO = recordingWith([output(0, 'hello'), output(1000, '\r\nworld'), output(2500, '!')], { durationMs: 3000 });
/** A program in ffmpeg's place. */
const ffmpegThat = (way: string): [string, ...string[]] => [
  process.execPath,
  join(import.meta.dirname, '../../encode/fake-ffmpeg-program.ts'),
  way,
];
const asGif = (path: string) => ({ kind: 'gif' as const, path });

describe('an output that cannot be written', () => {
  test('is told with its cause, and the others are made', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), 'mine');
    mkdirSync(join(folder, 'folder.gif'));
    const outputs = [
      asGif('file/a.gif'),
      asGif('folder.gif'),
      asGif('fine.gif'),
      { kind: 'frames' as const, path: 'file/' },
    ];
    const report = await render(HELLO, outputs, optionsIn(folder));
    expect(report.problems.map(({ message }) => message.replaceAll(folder, ''))).toEqual([
      '/file/a.gif cannot be written: a part of its path is a file, not a folder. Name another place with Output, or with -o.',
      '/folder.gif cannot be written: there is a folder of that name.',
      '/file/ cannot be written: there is a file of that name.',
    ]);
    expect(filesIn(folder)).toEqual(['file', 'fine.gif', 'folder.gif']);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
  });

  test('is one without content, too', async () => {
    const folder = freshFolder();
    const outputs = [
      { kind: 'srt' as const, path: 'a.srt' },
      { kind: 'txt' as const, path: 'a.txt' },
    ];
    const silent = recordingWith([output(0, 'x')], { durationMs: 100 });
    const report = await render(silent, outputs, optionsIn(folder));
    expect(report.problems.map(({ message }) => message.replaceAll(folder, ''))).toEqual([
      expect.stringContaining('/a.srt was not written: there are no captions'),
      '/a.txt was not written: it would be empty.',
    ]);
    expect(filesIn(folder)).toEqual([]);
  });

  test('keeps what stood there before', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'a.gif'), 'an older film');
    const stop = new AbortController();
    stop.abort();
    const report = await render(HELLO, [asGif('a.gif')], optionsIn(folder), { signal: stop.signal });
    expect(report.interrupted).toBe(true);
    expect(filesIn(folder)).toEqual(['a.gif']);
    expect(readFileSync(join(folder, 'a.gif'), 'utf8')).toBe('an older film');
  });

  test('leaves nothing half-written when the film is interrupted on the way', async () => {
    const folder = freshFolder();
    const stop = new AbortController();
    const report = await render(HELLO, [asGif('a.gif'), asGif('b.gif')], optionsIn(folder), {
      signal: stop.signal,
      ports: {
        createEmulator: (start) => {
          const emulator = createEmulator(start);
          return {
            ...emulator,
            feed: (text) => {
              if (text.includes('world')) stop.abort();
              return emulator.feed(text);
            },
          };
        },
      },
    });
    expect([report.interrupted, report.outputs.filter(({ kind }) => kind === 'gif')]).toEqual([true, []]);
    expect(filesIn(folder).filter((name) => name.endsWith('.gif') || name.endsWith('.part'))).toEqual([]);
  });

  test('may be a video without ffmpeg, which says what to do', async () => {
    const folder = freshFolder();
    const report = await render(HELLO, [{ kind: 'mp4', path: 'a.mp4' }], optionsIn(folder), {
      ports: { videoProgram: ['no-such-ffmpeg'] },
    });
    expect(report.problems[0]?.message).toContain('no-such-ffmpeg, which is not on the PATH');
    expect(filesIn(folder).filter((name) => !name.startsWith('shots'))).toEqual([]);
  });

  test('is one in a folder that may not be written to', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o555);
    const report = await render(HELLO, [asGif('locked/a.gif')], optionsIn(folder));
    // The superuser may write everywhere.
    const expected = process.getuid?.() === 0 ? [] : ['permission denied'];
    expect(report.problems.map(({ message }) => /: (.*?)\./.exec(message.replace('a.gif', ''))?.[1])).toEqual(expected);
  });

  test('may be one that dies in the middle: the others are made, and what stood there stays', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'a.mp4'), 'an older film');
    const outputs = [{ kind: 'mp4' as const, path: 'a.mp4' }, asGif('a.gif'), { kind: 'txt' as const, path: 'a.txt' }];
    const film = { ...HELLO, commandScreens: [{ atMs: 0, events: 1 }] };
    const report = await render(film, outputs, optionsIn(folder), { ports: { videoProgram: ffmpegThat('refuse') } });
    expect(report.problems.map(({ message }) => message.replaceAll(folder, ''))).toEqual([
      "ffmpeg did not write /a.mp4: Unknown encoder 'libx264'",
    ]);
    expect(report.outputs.map(({ kind }) => kind).toSorted()).toEqual(['gif', 'txt']);
    expect(filesIn(folder)).toEqual(['a.gif', 'a.mp4', 'a.txt']);
    expect(readFileSync(join(folder, 'a.mp4'), 'utf8')).toBe('an older film');
  });

  test('leaves nothing of its first pictures when a later one cannot be written', async () => {
    const folder = freshFolder();
    const outputs = [{ kind: 'frames' as const, path: 'frames/' }, asGif('a.gif')];
    const report = await render(HELLO, outputs, optionsIn(folder), {
      ports: {
        createEmulator: (start) => {
          const part = filesIn(folder).find((name) => name.includes('frames')) ?? '';
          mkdirSync(join(folder, part, 'frame-00002.png'));
          return createEmulator(start);
        },
      },
    });
    expect(report.problems.map(({ path }) => path.replace(folder, ''))).toEqual(['/frames/']);
    expect(filesIn(folder)).toEqual(['a.gif']);
  });

  test('is the only one missing when the writers are fine and a folder came in its way', async () => {
    const folder = freshFolder();
    const outputs = [asGif('a.gif'), asGif('b.gif')];
    const report = await render(HELLO, outputs, optionsIn(folder), {
      ports: {
        createEmulator: (start) => {
          mkdirSync(join(folder, 'a.gif'), { recursive: true });
          return createEmulator(start);
        },
      },
    });
    expect(report.problems.map(({ message }) => message.replaceAll(folder, ''))).toEqual([
      expect.stringMatching(/^\/a\.gif cannot be written: .*a folder/),
    ]);
    expect(filesIn(folder)).toEqual(['a.gif', 'b.gif']);
  });
});

describe('a film that breaks in the middle', () => {
  test('leaves nothing of any output behind, and what stood there stays', async () => {
    const folder = freshFolder();
    for (const name of ['a.gif', 'a.svg']) writeFileSync(join(folder, name), 'an older film');
    const kinds = ['gif', 'apng', 'svg', 'html', 'json', 'png'] as const;
    const outputs = [
      ...kinds.map((kind) => ({ kind, path: `a.${kind}` })),
      { kind: 'frames' as const, path: 'frames/' },
    ];
    const broken = render(HELLO, outputs, optionsIn(folder), {
      ports: {
        createEmulator: (start) => {
          const emulator = createEmulator(start);
          const feed = (text: string): Promise<void> =>
            text.includes('world') ? Promise.reject(new Error('a bug')) : emulator.feed(text);
          return { ...emulator, feed };
        },
      },
    });
    await expect(broken).rejects.toThrow('a bug');
    expect(filesIn(folder)).toEqual(['a.gif', 'a.svg']);
    expect(readFileSync(join(folder, 'a.gif'), 'utf8')).toBe('an older film');
  });
});

test('a video gets its name when its program has finished it', async () => {
  const folder = freshFolder();
  const outputs = [{ kind: 'webm' as const, path: 'new/a.webm' }];
  const report = await render(HELLO, outputs, optionsIn(folder), { ports: { videoProgram: ffmpegThat('write') } });
  expect(report.problems).toEqual([]);
  expect(filesIn(folder)).toEqual(['new', 'new/a.webm']);
  const told = JSON.parse(readFileSync(join(folder, 'new/a.webm'), 'utf8')) as { readonly firsts: unknown[] };
  // Three seconds of fifty pictures each.
  expect(told.firsts).toHaveLength(150);
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tooManyPixels } from '../../../../src/recorder/film/write/picture-limit.ts';
import { filesIn, freshFolder, optionsIn, render } from '../film.ts';
import { output, recordingWith } from '../recordings.ts';

test.each([
  [8192, 8192, true],
  [16_384, 4096, true],
  [8193, 8192, false],
  [16_385, 1, false],
  [1, 16_385, false],
])('%i×%i pixels: drawn is %s', (width, height, drawn) => {
  expect(tooManyPixels('a.gif', width, height) === null).toBe(drawn);
});

const createPainter = (): never => {
  throw new Error('nothing here is drawn');
};

test('a film too large to be drawn is told before drawing, and what needs no pixels is written', async () => {
  const folder = freshFolder();
  const huge = recordingWith([output(0, 'hello')], {
    columns: 1000,
    rows: 1000,
    durationMs: 100,
    screenshots: [
      { path: 'shot.png', atMs: 0, events: 1 },
      { path: 'shot.txt', atMs: 0, events: 1 },
    ],
  });
  const options = optionsIn(folder);
  const report = await render(
    huge,
    (['gif', 'png', 'apng', 'frames', 'json', 'cast'] as const).map((kind) => ({ kind, path: `a.${kind}` })),
    { ...options, picture: { ...options.picture, fontSize: 200 } },
    { ports: { createPainter } },
  );
  const inFolder = (path: string): string => join(folder, path);
  expect(report.problems.map(({ path }) => path).toSorted()).toEqual(
    ['a.apng', 'a.frames', 'a.gif', 'a.png', 'shot.png'].map(inFolder),
  );
  expect(report.problems[0]?.message).toContain('would measure 120008×264008 pixels');
  expect(filesIn(folder)).toEqual(['a.cast', 'a.json', 'shot.txt']);
});

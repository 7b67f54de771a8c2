import { expect, test } from 'vitest';
import { createFrameFolder, frameFileName } from '../../../src/recorder/encode/frames.ts';
import { decodeApng } from './decoders/decoded-film.ts';
import { block, filmInfo, gridOf } from './film-world.ts';

const frameOf = (atMs: number, pixels: Uint32Array | null) => ({
  atMs,
  pixels,
  grid: gridOf([''], 1),
  changed: { x: 0, y: 0, width: 4, height: 3 },
});

test('names sort in the order of the film', () => {
  expect([1, 20, 99_999, 100_000].map(frameFileName)).toEqual([
    'frame-00001.png',
    'frame-00020.png',
    'frame-99999.png',
    'frame-100000.png',
  ]);
});

test('each picture is a file, and a list says when it is shown', () => {
  const folder = createFrameFolder(filmInfo(4, 3, { durationMs: 2000 }));
  const pictures = [block(4, 3, 0x112233, 0), block(4, 3, 0x445566, 0)];
  const files = pictures.map((pixels, index) => folder.frame(frameOf(index * 700, pixels)));
  expect(files.map(({ name }) => name)).toEqual(['frame-00001.png', 'frame-00002.png']);
  expect(files.flatMap(({ bytes }) => decodeApng(bytes).pictures)).toEqual(pictures);
  const list = folder.end();
  expect(list.name).toBe('frames.json');
  expect(JSON.parse(new TextDecoder().decode(list.bytes))).toEqual({
    durationMs: 2000,
    frames: [
      { file: 'frame-00001.png', atMs: 0 },
      { file: 'frame-00002.png', atMs: 700 },
    ],
  });
});

test('a film without frames has an empty list', () => {
  const list = createFrameFolder(filmInfo(4, 3)).end();
  expect(JSON.parse(new TextDecoder().decode(list.bytes))).toEqual({ durationMs: 1000, frames: [] });
});

test('a frame without pixels is a mistake of the caller', () => {
  expect(() => createFrameFolder(filmInfo(4, 3)).frame(frameOf(0, null))).toThrow('without any');
});

import { expect, test } from 'vitest';
import { createGifEncoder } from '../../../src/recorder/encode/gif.ts';
import { cornersOfGif, decodeGif } from './decoders/decoded-film.ts';
import { block, fileOf, filmInfo, gridOf, numbersFrom } from './film-world.ts';

const at = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

test('a film comes back from another decoder picture for picture, with every delay', () => {
  const [width, height] = [60, 40];
  const spots = [at(5, 5, 10, 8), at(6, 5, 10, 8), at(30, 20, 20, 10), at(0, 0, 60, 40)];
  const pictures = spots.map((spot, index) => block(width, height, 0x171717, 0x203040 + index * 0x1111, spot));
  const shots = pictures.map((pixels, index) => ({ atMs: [0, 333, 336 + 30, 1000][index] ?? 0, pixels }));
  const film = decodeGif(fileOf(createGifEncoder(), filmInfo(width, height, { durationMs: 1505 }), shots));
  expect(film.pictures).toEqual(pictures);
  expect([film.width, film.height, film.loop]).toEqual([width, height, 0]);
  // Ends at 0.33, 0.37, 1.00 and 1.51 s: rounded ends, not rounded lengths.
  expect(film.delays).toEqual([33, 4, 63, 51]);
});

test('a frame is only as large as what changed, whatever it was told', () => {
  const first = block(50, 50, 0x000000, 0);
  const second = block(50, 50, 0x000000, 0xffffff, at(10, 20, 3, 4));
  const file = fileOf(createGifEncoder(), filmInfo(50, 50), [
    { atMs: 0, pixels: first },
    { atMs: 500, pixels: second, changed: at(0, 10, 50, 30) },
  ]);
  const { frames } = decodeGif(file);
  expect(frames.map(({ x, y, width, height }) => [x, y, width, height])).toEqual([
    [0, 0, 50, 50],
    [10, 20, 3, 4],
  ]);
});

test('a picture with colours of its own carries its own table, one without does not', () => {
  const first = block(20, 20, 0x000000, 0xffffff, at(0, 0, 5, 5));
  const moved = block(20, 20, 0x000000, 0xffffff, at(5, 5, 5, 5));
  const red = block(20, 20, 0x000000, 0xff0000, at(5, 5, 5, 5));
  const shots = [first, moved, red].map((pixels, index) => ({ atMs: index * 100, pixels }));
  const { frames, pictures } = decodeGif(fileOf(createGifEncoder(), filmInfo(20, 20), shots));
  expect(frames.map((frame) => frame.has_local_palette)).toEqual([false, false, true]);
  expect(pictures).toEqual([first, moved, red]);
});

test('of more than 255 colours those of text and paper stay exact, others go to the nearest', () => {
  const next = numbersFrom(7);
  const [ink, paper] = [0xdddddd, 0x171717];
  const pixels = Uint32Array.from({ length: 100 * 100 }, (_, index) => {
    if (index === 0) return (0xff000000 | ink) >>> 0;
    return (0xff000000 | (index < 5000 ? paper : next() & 0xffffff)) >>> 0;
  });
  const grid = gridOf(['x'], 1, { foreground: ink, background: paper });
  const blank = { atMs: 0, pixels: block(100, 100, 0x000001, 0), grid };
  const file = fileOf(createGifEncoder(), filmInfo(100, 100), [blank, { atMs: 100, pixels, grid }]);
  const shown = decodeGif(file).pictures[1] ?? new Uint32Array();
  expect(shown[0]).toBe((0xff000000 | ink) >>> 0);
  expect(shown[1]).toBe((0xff000000 | paper) >>> 0);
  expect(new Set(shown).size).toBe(255);
  expect(file).toEqual(fileOf(createGifEncoder(), filmInfo(100, 100), [blank, { atMs: 100, pixels, grid }]));
});

test('noise, which fills the dictionary again and again, is kept to the last pixel', () => {
  const next = numbersFrom(99);
  const colours = Array.from({ length: 255 }, (_, index) => (0xff000000 | (index * 0x010203)) >>> 0);
  const noise = (): Uint32Array => Uint32Array.from({ length: 300 * 200 }, () => colours[next() % 255] ?? 0);
  const pictures = [noise(), noise(), noise()];
  const shots = pictures.map((pixels, index) => ({ atMs: index * 50, pixels }));
  expect(decodeGif(fileOf(createGifEncoder(), filmInfo(300, 200), shots)).pictures).toEqual(pictures);
});

test.each([1, 2, 3, 4, 7, 15, 16, 31, 64, 127, 128, 254, 255])('%i colours fit their table', (count) => {
  const pixels = Uint32Array.from({ length: 40 * 40 }, (_, index) => (0xff000000 | (index % count)) >>> 0);
  const film = decodeGif(fileOf(createGifEncoder(), filmInfo(40, 40), [{ atMs: 0, pixels }]));
  expect(film.pictures).toEqual([pixels]);
});

test('pictures closer than two hundredths give way to the next, and the film keeps its length', () => {
  const pictures = Array.from({ length: 50 }, (_, index) => block(30, 10, 0, 0xffffff, at(index % 30, 0, 1, 10)));
  const shots = pictures.map((pixels, index) => ({ atMs: index * 7, pixels }));
  const film = decodeGif(fileOf(createGifEncoder(), filmInfo(30, 10, { durationMs: 350 }), shots));
  expect(Math.min(...film.delays)).toBeGreaterThanOrEqual(2);
  expect(film.delays.reduce((sum, delay) => sum + delay, 0)).toBe(35);
  expect(film.pictures.at(-1)).toEqual(pictures.at(-1));
});

test('a change in the last instant is still shown, without making the film longer', () => {
  const [first, last] = [block(10, 10, 0, 0), block(10, 10, 0, 0xff0000, at(1, 1, 2, 2))];
  const shots = [
    { atMs: 0, pixels: first },
    { atMs: 500, pixels: block(10, 10, 0x333333, 0) },
    { atMs: 995, pixels: last },
  ];
  const film = decodeGif(fileOf(createGifEncoder(), filmInfo(10, 10), shots));
  expect(film.delays).toEqual([50, 48, 2]);
  expect(film.pictures.at(-1)).toEqual(last);
});

test('a film of hours is as long as it says', () => {
  const shots = [block(4, 4, 0, 0), block(4, 4, 0xffffff, 0)].map((pixels, index) => ({
    atMs: index * 7_200_000,
    pixels,
  }));
  // 65,536 hundredths more than full pieces would leave a piece of one.
  const film = decodeGif(fileOf(createGifEncoder(), filmInfo(4, 4, { durationMs: 7_200_000 + 655_360 }), shots));
  expect(film.delays.reduce((sum, delay) => sum + delay, 0)).toBe(720_000 + 65_536);
  expect(Math.min(...film.delays)).toBeGreaterThanOrEqual(2);
  expect(film.pictures.at(-1)).toEqual(shots[1]?.pixels);
});

test('no frame at all is one picture of plain background', () => {
  const film = decodeGif(fileOf(createGifEncoder(), filmInfo(8, 4), []));
  expect(film.delays).toEqual([100]);
  expect(film.pictures).toEqual([block(8, 4, 0x171717, 0)]);
});

test('one frame of one pixel is a film', () => {
  const film = decodeGif(
    fileOf(createGifEncoder(), filmInfo(1, 1, { durationMs: 0 }), [{ atMs: 0, pixels: block(1, 1, 0x123456, 0) }]),
  );
  expect(film.delays).toEqual([2]);
  expect(film.pictures).toEqual([Uint32Array.of(0xff123456)]);
});

test('the first picture is shown from the start, also when it came later', () => {
  const film = decodeGif(fileOf(createGifEncoder(), filmInfo(2, 2), [{ atMs: 400, pixels: block(2, 2, 1, 1) }]));
  expect(film.delays).toEqual([100]);
});

test('see-through pixels beside those that change stay see-through', () => {
  const first = Uint32Array.of(0xff111111, 0, 0xff222222, 0, 0xff333333);
  const second = first.map((pixel) => (pixel === 0 ? 0 : 0xffabcdef));
  const shots = [first, second].map((pixels, index) => ({ atMs: index * 100, pixels }));
  expect(decodeGif(fileOf(createGifEncoder(), filmInfo(5, 1), shots)).pictures).toEqual([first, second]);
});

test('see-through corners stay see-through', () => {
  const pixels = Uint32Array.of(0, 0x40ffffff, 0xff111111, 0xff222222);
  const shown = decodeGif(fileOf(createGifEncoder(), filmInfo(2, 2), [{ atMs: 0, pixels }])).pictures[0];
  expect(shown).toEqual(Uint32Array.of(0, 0, 0xff111111, 0xff222222));
});

test.each([
  ['for ever', 0, 0],
  ['once', 1, null],
  ['three times', 3, 2],
])('a film that is to be shown %s says so', (_name, loop, repeats) => {
  const file = fileOf(createGifEncoder(), filmInfo(2, 2, { loop }), [{ atMs: 0, pixels: block(2, 2, 0, 0) }]);
  expect(decodeGif(file).loop).toBe(repeats);
});

test('a picture wider than the format allows is refused with both numbers', () => {
  expect(createGifEncoder().problem?.(filmInfo(65_536, 10))).toBe(
    'a gif has at most 65,535 pixels a side; this film has 65536×10',
  );
  expect(createGifEncoder().problem?.(filmInfo(65_535, 65_535))).toBeNull();
});

test('a picture of 5000×4000 pixels is written and read', () => {
  const pixels = block(5000, 4000, 0x171717, 0xff00ff, at(4990, 3990, 10, 10));
  const file = fileOf(createGifEncoder(), filmInfo(5000, 4000), [{ atMs: 0, pixels }]);
  const { width, height, corners } = cornersOfGif(file);
  expect([width, height]).toEqual([5000, 4000]);
  expect(corners).toEqual([0xff171717, 0xffff00ff]);
});

test('bytes come while the film runs, not all at its end', () => {
  const encoder = createGifEncoder();
  const info = filmInfo(100, 100);
  encoder.begin(info);
  const grid = gridOf([''], 1);
  const sizes = [0, 1, 2, 3].map(
    (index) =>
      encoder.frame({
        atMs: index * 100,
        pixels: block(100, 100, index * 99, 0),
        grid,
        changed: at(0, 0, 100, 100),
      })?.length ?? 0,
  );
  // At first only the header, because a picture's length is known when the next one comes.
  expect(sizes[0]).toBe(13 + 6 + 19);
  expect(sizes.slice(1).every((size) => size > 100)).toBe(true);
});

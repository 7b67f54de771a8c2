import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FilmInfo } from '../../../src/recorder/encode/encoder.ts';
import { createVideoWriter, videoArguments } from '../../../src/recorder/encode/video.ts';
import type { VideoOptions, VideoWriter } from '../../../src/recorder/encode/video.ts';
import { block, filmInfo, gridOf } from './film-world.ts';

const FAKE = join(import.meta.dirname, 'fake-ffmpeg-program.ts');
const GRID = gridOf([''], 1);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'massgen-video-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const optionsFor = (name: string, way: string, info: Partial<FilmInfo> = {}): VideoOptions => ({
  path: join(folder, name),
  kind: 'mp4',
  info: filmInfo(8, 6, info),
  framesPerSecond: 25,
  program: [process.execPath, FAKE, way],
});

async function opened(options: VideoOptions, signal = new AbortController().signal): Promise<VideoWriter> {
  const writer = await createVideoWriter(options, signal);
  if (!writer.ok) throw new Error(writer.error);
  return writer.value;
}

const show = (writer: VideoWriter, atMs: number, colour: number, size: readonly [number, number] = [8, 6]) =>
  writer.frame({
    atMs,
    grid: GRID,
    pixels: block(size[0], size[1], colour, 0),
    changed: { x: 0, y: 0, width: size[0], height: size[1] },
  });

interface Told {
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly count: number;
  readonly firsts: readonly number[];
}

const toldTo = (options: VideoOptions): Told => JSON.parse(readFileSync(options.path, 'utf8')) as Told;

/** How often each picture was shown, by its blue. */
const lengths = (firsts: readonly number[]): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  for (const first of firsts) {
    const last = runs.at(-1);
    if (last?.[0] === first) last[1] += 1;
    else runs.push([first, 1]);
  }
  return runs;
};

test('each picture is repeated until the next one is due, and the film is as long as it should be', async () => {
  const options = optionsFor('steady.mp4', '', { durationMs: 2000 });
  const writer = await opened(options);
  for (const [atMs, colour] of [
    [0, 1],
    [410, 2],
    [1000, 3],
  ] as const) {
    expect(await show(writer, atMs, colour)).toEqual({ ok: true, value: null });
  }
  expect(await writer.end()).toMatchObject({ ok: true });
  expect(toldTo(options).count).toBe(50 * 8 * 6 * 4);
  expect(lengths(toldTo(options).firsts)).toEqual([
    [1, 10],
    [2, 15],
    [3, 25],
  ]);
});

test('pictures closer than a frame give way, and the last is shown though it comes at the very end', async () => {
  const options = optionsFor('dense.mp4', '', { durationMs: 400 });
  const writer = await opened(options);
  for (let index = 0; index <= 80; index += 1) await show(writer, index * 5, index + 1);
  await writer.end();
  const { firsts } = toldTo(options);
  expect(firsts).toHaveLength(10);
  expect(firsts.at(-1)).toBe(81);
});

test('large frames wait for the program to take them', async () => {
  const options = optionsFor('large.mp4', '', { width: 1000, height: 500, durationMs: 400 });
  const writer = await opened(options);
  for (let index = 0; index < 10; index += 1) await show(writer, index * 40, index + 1, [1000, 500]);
  await writer.end();
  expect(toldTo(options).count).toBe(10 * 1000 * 500 * 4);
  expect(toldTo(options).firsts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a film without frames is background', async () => {
  const options = optionsFor('none.mp4', '', { durationMs: 0 });
  expect(await (await opened(options)).end()).toMatchObject({ ok: true });
  expect(toldTo(options).firsts).toEqual([0x17]);
});

test('the program gets arguments and no shell, a path that is no option, and none of our keys', async () => {
  process.env['SOME_API_KEY'] = 'secret';
  const options = optionsFor('-y $(id) "x".mp4', '');
  const writer = await opened(options);
  await writer.end();
  delete process.env['SOME_API_KEY'];
  const { args, env } = toldTo(options);
  expect(args).toEqual(videoArguments(options));
  expect(args.at(-1)).toBe(`file:${options.path}`);
  expect(env).not.toContain('SOME_API_KEY');
});

test('each kind has its own codec', () => {
  const options = { path: 'x', info: filmInfo(1200, 720), framesPerSecond: 30 };
  const mp4 = videoArguments({ ...options, kind: 'mp4' }).join(' ');
  const webm = videoArguments({ ...options, kind: 'webm' }).join(' ');
  expect(mp4).toContain('-video_size 1200x720 -framerate 30 -i pipe:0');
  expect(mp4).toContain('-c:v libx264 -crf 20');
  expect(webm).toContain('-c:v libvpx-vp9 -crf 30');
  expect(webm).toContain('-f webm -y file:x');
  expect(mp4).not.toContain('pad=');
});

test('an odd side is made even by its last pixels', () => {
  const options = { path: 'x', kind: 'mp4', framesPerSecond: 30 } as const;
  expect(videoArguments({ ...options, info: filmInfo(851, 462) }).join(' ')).toContain(
    'pad=852:462,fillborders=right=1:bottom=0:mode=smear,',
  );
});

test('without ffmpeg the message says what to do', async () => {
  const program = ['massgen-no-such-ffmpeg'] as const;
  const writer = await createVideoWriter({ ...optionsFor('x.mp4', ''), program }, new AbortController().signal);
  expect(writer).toEqual({
    ok: false,
    error:
      'mp4 files are made by massgen-no-such-ffmpeg, which is not on the PATH; install it, or write .gif, .apng, .svg or .html, which need nothing',
  });
});

test.each([
  ['refuses', 'refuse', "Unknown encoder 'libx264'"],
  ['dies in the middle', 'die', 'it ended without a word'],
  ['ends well but writes nothing', 'empty', 'it ended without a word'],
])('a program that %s is a failure, and no file is left', async (_name, way, words) => {
  const options = optionsFor(`${way}.mp4`, way, { width: 1000, height: 500, durationMs: 4000 });
  const writer = await opened(options);
  const results = [await show(writer, 0, 1, [1000, 500]), await show(writer, 3900, 2, [1000, 500])];
  const failed = [...results, await writer.end()].filter((result) => !result.ok);
  expect(failed[0]).toEqual({ ok: false, error: `ffmpeg did not write ${options.path}: ${words}` });
  expect(existsSync(options.path)).toBe(false);
});

test('a stopped video ends the program and leaves no file', async () => {
  const controller = new AbortController();
  const options = optionsFor('stopped.mp4', '');
  const writer = await opened(options, controller.signal);
  await show(writer, 0, 1);
  controller.abort();
  expect(await writer.end()).toEqual({ ok: false, error: 'the video was stopped' });
  expect(existsSync(options.path)).toBe(false);
  expect(await createVideoWriter(options, controller.signal)).toMatchObject({ ok: false });
});

test('an abandoned video can be abandoned again', async () => {
  const options = optionsFor('left.mp4', '');
  const writer = await opened(options);
  await show(writer, 0, 1);
  await writer.abandon();
  await writer.abandon();
  expect(existsSync(options.path)).toBe(false);
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWriter } from '../../../../src/recorder/film/write/output-writer.ts';
import type { WriterSetting } from '../../../../src/recorder/film/write/writer.ts';
import type { PictureOptions } from '../../../../src/recorder/picture/picture.ts';
import { THEME, block, filmInfo, gridOf } from '../../encode/film-world.ts';
import { scratch } from '../../../helpers/run-massgen.ts';

test('signals are heard between any two frames, also of a format that gives nothing before its end', async () => {
  using folder = scratch();
  const picture: PictureOptions = {
    theme: THEME,
    fontSize: 10,
    letterSpacing: 0,
    lineHeight: 1,
    columns: 1,
    rows: 1,
    size: null,
    window: { padding: 0, margin: 0, marginFill: 0, bar: '', barSize: 0, radius: 0, title: '' },
    scale: 1,
    aliasLevels: 8,
    cursorBlink: false,
  };
  const setting: WriterSetting = { info: filmInfo(8, 8), picture, framerate: 50, videoProgram: undefined };
  const { signal } = new AbortController();
  const writer = await openWriter({ kind: 'apng', path: join(folder.path, 'film.apng') }, setting, signal);
  if (!writer.ok) throw new Error(writer.error);
  const [grid, changed] = [gridOf(['x'], 1), { x: 0, y: 0, width: 8, height: 8 }];
  let heard = 0;
  for (const [index, atMs] of [0, 100, 200].entries()) {
    setImmediate(() => (heard += 1)); // as whatever the system tells
    expect(await writer.value.frame({ atMs, grid, pixels: block(8, 8, atMs, 0), changed })).toBeNull();
    expect(heard).toBe(index + 1);
  }
  expect((await writer.value.finish()).ok).toBe(true);
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWriter } from '../../../../src/recorder/film/write/output-writer.ts';
import { THEME, block, filmInfo, gridOf } from '../../encode/film-world.ts';
import { scratch } from '../../../helpers/run-massgen.ts';

test.each(['gif', 'apng', 'html', 'json', 'svg'] as const)(
  'signals are heard between any two frames of a film: %s',
  async (kind) => {
    using folder = scratch();
    const picture = {
      theme: THEME,
      fontSize: 10,
      letterSpacing: 0,
      lineHeight: 1,
      columns: 1,
      rows: 1,
      size: null,
      window: { padding: 0, margin: 0, marginFill: 0, bar: '' as const, barSize: 0, radius: 0, title: '' },
      scale: 1 as const,
      aliasLevels: 8,
      cursorBlink: false,
    };
    const setting = { info: filmInfo(8, 8), picture, framerate: 50, videoProgram: undefined };
    const { signal } = new AbortController();
    const writer = await openWriter({ kind, path: join(folder.path, `film.${kind}`) }, setting, signal);
    if (!writer.ok) throw new Error(writer.error);
    const [grid, changed] = [gridOf(['x'], 1), { x: 0, y: 0, width: 8, height: 8 }];
    let heard = 0;
    for (const atMs of [0, 100, 200]) {
      const before = heard;
      setImmediate(() => (heard += 1)); // as whatever the system tells
      const frame = { atMs, grid, pixels: block(8, 8, atMs, 0), changed };
      expect(await writer.value.frame(frame)).toBeNull();
      expect(heard).toBeGreaterThan(before);
    }
    expect((await writer.value.finish()).ok).toBe(true);
  },
);

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FilmOptions, FilmOutput, FilmPorts, FilmReport } from '../../../src/recorder/film/film.ts';
import { renderFilm } from '../../../src/recorder/film/render-film.ts';
import { fontFilesIn } from '../../../src/recorder/picture/font-folder.ts';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import type { Recording } from '../../../src/recorder/play/recording.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';

const fonts = fontFilesIn(new URL('../../../src/recorder/data/', import.meta.url).pathname);

const ports: FilmPorts = {
  createEmulator,
  createPainter: (options) => createPainter(options, fonts),
};

export const optionsIn = (folder: string, more: Partial<FilmOptions> = {}): FilmOptions => ({
  folder,
  themes: [DEFAULT_THEME],
  picture: {
    fontSize: 10,
    letterSpacing: 0,
    lineHeight: 1,
    size: null,
    window: { padding: 4, margin: 0, marginFill: 0, bar: '', barSize: 0, radius: 0, title: '' },
    scale: 1,
    aliasLevels: 8,
    cursorBlink: false,
  },
  framerate: 50,
  retiming: { idleLimitMs: null, select: null, speed: 1, speedToMs: null },
  holdLastMs: null,
  loop: 0,
  loopOffset: 0,
  unicode: 15,
  title: 'demo',
  castVersion: 3,
  ...more,
});

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'film-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).toSorted();

export function render(
  recording: Recording,
  outputs: readonly FilmOutput[],
  options: FilmOptions,
  more: { readonly ports?: Partial<FilmPorts>; readonly signal?: AbortSignal } = {},
): Promise<FilmReport> {
  const signal = more.signal ?? new AbortController().signal;
  return renderFilm(recording, outputs, options, { ...ports, ...more.ports }, signal);
}

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FilmOptions, FilmOutput, FilmPorts, FilmReport } from '../../../src/recorder/film/film.ts';
import { filmOptions } from '../../../src/recorder/film/film-options.ts';
import { renderFilm } from '../../../src/recorder/film/render-film.ts';
import { fontFilesIn } from '../../../src/recorder/picture/font-folder.ts';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import type { Recording } from '../../../src/recorder/play/recording.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { settingsWith } from '../play/settings.ts';

const fonts = fontFilesIn(new URL('../../../src/recorder/data/', import.meta.url).pathname);

const ports: FilmPorts = {
  createEmulator,
  createPainter: (options) => createPainter(options, fonts),
};

/** What an empty tape asks for, drawn small. */
export const optionsIn = (folder: string, more: Partial<FilmOptions> = {}): FilmOptions => {
  const settings = settingsWith({ fontSize: 10, letterSpacing: 0, padding: 4, cursorBlink: false });
  return { ...filmOptions(settings, { folder, themes: [DEFAULT_THEME], title: 'demo' }), ...more };
};

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

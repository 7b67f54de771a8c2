import type { ScreenView } from '../../../src/recorder/play/play-ports.ts';
import type { CastEvent } from '../../../src/recorder/play/recording.ts';
import { screenText } from '../../../src/recorder/encode/text-golden.ts';
import type { Expectation } from '../../../src/recorder/tape/directive.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import type { ExitReport } from '../../../src/recorder/terminal/host.ts';

export const AT = { line: 7, column: 3, literal: 'massgen:' };

export const ENDED: ExitReport = { exitCode: 0, signal: null, leftovers: [], ok: true };

/** What a real emulator shows of this output. */
export async function screenOf(output: string, columns = 20, rows = 4): Promise<CellGrid> {
  const emulator = createEmulator({ columns, rows, unicode: 15 });
  await emulator.feed(output);
  return emulator.snapshot();
}

/** A screen that shows this output, as the player lends it. */
export async function viewOf(output: string, more: Partial<ScreenView> = {}, size = [20, 4]): Promise<ScreenView> {
  const [columns = 20, rows = 4] = size;
  const grid = await screenOf(output, columns, rows);
  const text = screenText(grid);
  const events: CastEvent[] = [{ atMs: 0, type: 'output', data: output }];
  return { grid, text, cursorLine: text.split('\n')[grid.cursor.row] ?? '', exit: null, events, atMs: 1234, ...more };
}

/** The expectation that a tape's `expect …` asks for. */
export function expectation(words: string): Expectation {
  const { commands, errors } = parseTape(`# massgen: expect ${words}\n`);
  const [command] = commands;
  if (errors.length > 0 || command?.type !== 'directive' || command.directive.name !== 'expect') {
    throw new Error(`not an expectation: ${words} (${errors.map(({ message }) => message).join('; ')})`);
  }
  return command.directive.expectation;
}

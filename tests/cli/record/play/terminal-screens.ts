import { resolve } from 'node:path';
import { openPty } from '../../../helpers/pty.ts';
import type { Pty, PtyOptions } from '../../../helpers/pty.ts';

export const MAIN = resolve(import.meta.dirname, '../../../../src/main.ts');

/** The real program on a real pseudo-terminal. */
export const openRecord = (cwd: string, args: readonly string[], options: Partial<PtyOptions> = {}): Pty =>
  openPty({ script: MAIN, args: ['record', ...args], cwd, cols: 80, rows: 12, env: { HOME: cwd }, ...options });

export const shows =
  (pattern: RegExp) =>
  ({ screen }: Pty): boolean =>
    pattern.test(screen.text());

/** The modes a person's shell expects; a few bytes may still be on their way when a program has ended. */
export const isGivenBack = ({ screen }: Pty): boolean =>
  !screen.isAlternate && !screen.modes.bracketedPaste && !screen.modes.focus && screen.modes.mouse === 'none';

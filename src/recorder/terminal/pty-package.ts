import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';

/** A started program, as far as both packages agree on it. */
export interface PtyProcess {
  readonly pid: number;
  onData(listener: (text: string) => void): unknown;
  onExit(listener: (end: { readonly exitCode: number; readonly signal?: number }) => void): unknown;
  /** `close` comes when the terminal's own end is gone, before the exit is known. */
  on?(event: 'close', listener: () => void): void;
  write(text: string | Buffer): void;
  /** The terminal's own end; not on Windows. */
  readonly fd?: number;
  /** Reads that end; destroyed when it is closed. */
  readonly _socket?: { readonly destroyed: boolean };
  resize(columns: number, rows: number): void;
  kill(): void;
  pause(): void;
  resume(): void;
}

interface PtyOptions {
  readonly name: string;
  readonly cols: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The one function of a pseudo-terminal package that is used. */
export interface PtyPackage {
  readonly spawn: (file: string, args: readonly string[], options: PtyOptions) => PtyProcess;
}

/** The architecture leaves lazy imports to the command line, and an optional package cannot be imported at the top. */
const require = createRequire(import.meta.url);

/** The first builds itself where it has no ready binary, the second brings one for Linux too. */
const LOADERS: Readonly<Record<string, () => unknown>> = {
  'node-pty': () => require('node-pty'),
  '@lydell/node-pty': () => require('@lydell/node-pty'),
};
const OWNER_MAY_RUN = 0o100;

/**
 * Loads the first pseudo-terminal package that works. Both are optional, and both can be there without their binary when
 * install scripts were off: the error then says what recording a program in a terminal would need.
 */
export function loadPtyPackage(loaders: Readonly<Record<string, () => unknown>> = LOADERS): Result<PtyPackage, string> {
  const reasons: string[] = [];
  for (const [name, load] of Object.entries(loaders)) {
    try {
      const loaded = load() as Partial<PtyPackage>;
      if (typeof loaded.spawn !== 'function') throw new TypeError('it has no function named spawn');
      if (process.platform === 'darwin') makeHelpersRunnable(dirname(require.resolve(`${name}/package.json`)));
      return ok({ spawn: loaded.spawn });
    } catch (cause) {
      reasons.push(`${name}: ${firstLine(cause)}`);
    }
  }
  return fail(
    'Recording another program needs a pseudo-terminal, and no package for one could be loaded. ' +
      '`npm install @lydell/node-pty` brings a ready binary for Linux, macOS and Windows; `node-pty` builds its own with a ' +
      "C++ compiler and install scripts allowed. massgen's own sessions can be recorded without either.\n" +
      reasons.map((reason) => `  ${reason}`).join('\n'),
  );
}

/** On macOS the package's helper arrives without its execute bit, and every start would fail with `posix_spawnp failed`. */
export function makeHelpersRunnable(packageFolder: string): void {
  const folders = [join(packageFolder, 'build', 'Release'), ...subfolders(join(packageFolder, 'prebuilds'))];
  const siblings = subfolders(dirname(packageFolder)).filter((path) => path.startsWith(`${packageFolder}-`));
  for (const folder of [...folders, ...siblings]) {
    const helper = join(folder, 'spawn-helper');
    const mode = statSync(helper, { throwIfNoEntry: false })?.mode;
    if (mode === undefined || (mode & OWNER_MAY_RUN) !== 0) continue;
    try {
      chmodSync(helper, 0o755);
    } catch {
      // Not our folder to change: the start will fail and say so.
    }
  }
}

const subfolders = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';

import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PtyProcess } from '../../../../src/recorder/terminal/pty-package.ts';
import { createTerminalInput } from '../../../../src/recorder/terminal/input/terminal-input.ts';

type Terminal = Partial<Pick<PtyProcess, 'fd' | '_socket'>>;

const nothing = (): void => undefined;

/** What went to the package, in order, after some pieces were written. */
function leftToPackage(terminal: Terminal, pieces: readonly string[]): readonly string[] {
  const left: string[] = [];
  const write = createTerminalInput({
    pid: 1,
    onData: nothing,
    onExit: nothing,
    resize: nothing,
    kill: nothing,
    pause: nothing,
    resume: nothing,
    ...terminal,
    write: (bytes) => void left.push(bytes.toString()),
  });
  for (const piece of pieces) write(piece);
  return left;
}

test('input is in the terminal at once, where its number is known and it is open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-input-'));
  const fd = openSync(join(folder, 'terminal'), 'w');
  expect(leftToPackage({ fd, _socket: { destroyed: false } }, ['a', '漢'])).toEqual([]);
  closeSync(fd);
  expect(readFileSync(join(folder, 'terminal'), 'utf8')).toBe('a漢');
  rmSync(folder, { recursive: true });
});

test('a closed terminal, whose number may be another file’s, is never written to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-input-'));
  const fd = openSync(join(folder, 'another'), 'w');
  expect(leftToPackage({ fd, _socket: { destroyed: true } }, ['a'])).toEqual(['a']);
  closeSync(fd);
  expect(readFileSync(join(folder, 'another'), 'utf8')).toBe('');
  rmSync(folder, { recursive: true });
});

test('a package that tells neither gets everything, in order', () => {
  expect(leftToPackage({}, ['a', 'b'])).toEqual(['a', 'b']);
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPtyPackage, makeHelpersRunnable } from '../../../src/recorder/terminal/pty-package.ts';

const broken = (message: string) => (): never => {
  throw new Error(message);
};
const spawn = (): never => {
  throw new Error('not to be called');
};

test('the first package that works is used', () => {
  const loaded = loadPtyPackage({ 'node-pty': broken('no binary'), '@lydell/node-pty': () => ({ spawn }) });
  expect(loaded).toEqual({ ok: true, value: { spawn } });
});

test('without any, the error says what a recording in a terminal would need, and why each failed', () => {
  const loaded = loadPtyPackage({
    'node-pty': broken('Failed to load native module: pty.node\nand a stack'),
    '@lydell/node-pty': () => ({}),
  });
  const error = loaded.ok ? '' : loaded.error;
  expect(error).toContain('npm install @lydell/node-pty');
  expect(error).toContain("massgen's own sessions can be recorded without either");
  expect(error.split('\n').slice(1)).toEqual([
    '  node-pty: Failed to load native module: pty.node',
    '  @lydell/node-pty: it has no function named spawn',
  ]);
});

test('the helpers of macOS are made executable wherever the packages keep them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'massgen-pty-package-'));
  const names = ['node-pty/prebuilds/darwin-arm64', 'node-pty/build/Release', 'node-pty-darwin-x64', 'another'];
  const helpers = names.map((name) => {
    mkdirSync(join(folder, name), { recursive: true });
    const helper = join(folder, name, 'spawn-helper');
    writeFileSync(helper, '');
    chmodSync(helper, 0o644);
    return helper;
  });
  makeHelpersRunnable(join(folder, 'node-pty'));
  expect(helpers.map((helper) => (statSync(helper).mode & 0o777).toString(8))).toEqual(['755', '755', '755', '644']);
  makeHelpersRunnable(join(folder, 'not there'));
  rmSync(folder, { recursive: true });
});

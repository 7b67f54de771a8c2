import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findConfig } from '../../../src/recorder/tool/allowed-path.ts';
import { pointAlias, uniqueFilm } from '../../../src/recorder/tool/film-names.ts';

const AT = Date.UTC(2026, 10, 21, 8, 5, 1);
let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);
const put = (name: string, text = name): string => {
  writeFileSync(at(name), text);
  return at(name);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tool-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the name of a film', () => {
  test('tells the time, and has a number when that is taken', () => {
    expect(uniqueFilm(folder, AT, 'gif')).toBe(at('massgen_terminal_20261121_080501'));
    put('massgen_terminal_20261121_080501.cast');
    expect(uniqueFilm(folder, AT, 'gif')).toBe(at('massgen_terminal_20261121_080501_2'));
  });

  test('is pointed at by MassGen’s name, which always stands for the newest', async () => {
    const alias = await pointAlias(put('massgen_terminal_1.gif'), 'gif');
    expect([alias, readlinkSync(alias)]).toEqual([at('massgen_terminal.gif'), 'massgen_terminal_1.gif']);
    await pointAlias(put('massgen_terminal_2.gif'), 'gif');
    expect(readFileSync(alias, 'utf8')).toBe('massgen_terminal_2.gif');
    expect(existsSync(at('massgen_terminal_1.gif'))).toBe(true);
  });

  test('never costs a film that somebody else made under MassGen’s name', async () => {
    put('massgen_terminal.gif', 'an old film');
    const alias = await pointAlias(put('massgen_terminal_1.gif'), 'gif');
    expect(lstatSync(alias).isSymbolicLink()).toBe(true);
    const { mtimeMs } = lstatSync(at('massgen_terminal_1.gif'));
    const kept = uniqueFilm(folder, mtimeMs, 'other').replace(/_2$/, '');
    expect(readFileSync(`${kept}.gif`, 'utf8')).toBe('an old film');
  });
});

describe('the configuration of a recording', () => {
  test('is looked for in the workspace, and anywhere without a list of folders', () => {
    put('team.yaml');
    expect(findConfig('team.yaml', folder, undefined)).toEqual({ ok: true, value: at('team.yaml') });
    expect(findConfig(at('team.yaml'), tmpdir(), undefined)).toMatchObject({ ok: true });
  });

  test('must lie in the workspace or an allowed folder', () => {
    mkdirSync(at('work'));
    mkdirSync(at('shared'));
    put('shared/team.yaml');
    put('secret.yaml');
    expect(findConfig('../shared/team.yaml', at('work'), [at('shared')])).toMatchObject({ ok: true });
    for (const path of ['../secret.yaml', at('secret.yaml'), '../shared-not/team.yaml']) {
      expect(findConfig(path, at('work'), [at('shared')])).toEqual({
        ok: false,
        error: `Path not in allowed directories: ${path}`,
      });
    }
  });

  test('cannot be reached by a link that leads out', () => {
    mkdirSync(at('work'));
    symlinkSync(put('secret.yaml'), at('work', 'team.yaml'));
    expect(findConfig('team.yaml', at('work'), [])).toMatchObject({ ok: false });
    expect(findConfig('team.yaml', at('work'), undefined)).toMatchObject({ ok: true });
  });

  test('must be there and be a file; a place that is not allowed is not even looked at', () => {
    expect(findConfig('none.yaml', folder, [])).toEqual({ ok: false, error: 'Config file does not exist: none.yaml' });
    expect(findConfig('.', folder, [])).toEqual({ ok: false, error: 'Config file is no file: .' });
    expect(findConfig('/nowhere/none.yaml', folder, [])).toMatchObject({
      error: expect.stringContaining('allowed') as string,
    });
  });
});

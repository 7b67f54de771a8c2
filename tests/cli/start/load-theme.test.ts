import { expect, test } from 'vitest';
import { chooseTheme, loadTheme } from '../../../src/cli/start/load-theme.ts';

const choose = (option: string | undefined, ofFile: string | null) => {
  const told: string[] = [];
  return { theme: chooseTheme(option, ofFile, (problem) => told.push(problem)), told };
};

test('a theme is that of the option, else that of the file, else that of the background', () => {
  expect(choose('light', 'dark')).toEqual({ theme: loadTheme('light'), told: [] });
  expect(choose(undefined, 'light')).toEqual({ theme: loadTheme('light'), told: [] });
  expect(choose(undefined, null)).toEqual({ theme: { ok: true, value: null }, told: [] });
  expect(choose(undefined, 'auto')).toEqual({ theme: { ok: true, value: null }, told: [] });
  expect(choose('auto', 'light')).toEqual({ theme: { ok: true, value: null }, told: [] });
});

test('an unknown theme of a file is told and left out; one of the command line is refused', () => {
  const ofFile = choose(undefined, 'nordic');
  expect(ofFile.theme).toEqual({ ok: true, value: null });
  expect(ofFile.told).toEqual([expect.stringMatching(/^ui\.theme: a theme is dark, light or one of .*"nordic"/)]);
  expect(choose('nordic', 'light').theme).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^--theme: /) as string,
  });
});

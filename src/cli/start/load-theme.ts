import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { DARK_THEME, LIGHT_THEME } from '../../dashboard/default-themes.ts';
import type { ThemeColours } from '../../dashboard/default-themes.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { packageFolder } from '../package-folder.ts';

const BUILT_IN: Readonly<Record<string, ThemeColours>> = { dark: DARK_THEME, light: LIGHT_THEME };

/** The theme of the option, else of the file. An unknown one in a file, which may be MassGen's, is told and left out. */
export function chooseTheme(
  option: string | undefined,
  ofFile: string | null,
  tell: (problem: string) => void,
): Result<ThemeColours | null, string> {
  if (option !== undefined || ofFile === null) {
    const theme = loadTheme(option);
    return theme.ok ? theme : fail(`--theme: ${theme.error}`);
  }
  const theme = loadTheme(ofFile);
  if (!theme.ok) tell(`ui.theme: ${theme.error}; the usual one is used`);
  return theme.ok ? theme : ok(null);
}

/** A theme by name: a default one, or a file of `themes/` (a test checks all of them). Null, for `auto` too, means: by the background. */
export function loadTheme(name: string | undefined): Result<ThemeColours | null, string> {
  if (name === undefined || name === 'auto') return ok(null);
  const builtIn = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  if (builtIn !== undefined) return ok(builtIn);
  const folder = join(packageFolder(), 'themes');
  const file = join(folder, `${basename(name)}.yaml`);
  if (basename(name) === name && existsSync(file)) return ok(parse(readFileSync(file, 'utf8')) as ThemeColours);
  const names = readdirSync(folder).map((entry) => entry.replace(/\.yaml$/, ''));
  return fail(`a theme is dark, light or one of ${names.join(', ')}, not "${name}"`);
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FilmOptions, FilmOutput } from '../../recorder/film/film.ts';
import { filmOptions } from '../../recorder/film/film-options.ts';
import { decodePng } from '../../recorder/encode/png/decode-png.ts';
import type { MarginImage, Theme } from '../../recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../recorder/picture/themes.ts';
import type { ThemeBook } from '../../recorder/picture/themes.ts';
import { outputKind } from '../../recorder/tape/output-kind.ts';
import type { TapeSettings } from '../../recorder/tape/tape-settings.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemReason } from '../../shared/system-reason.ts';
import type { RecordValues } from './options.ts';
import { readChoice, readNumber, readTime } from './read-values.ts';

/** What a film is made with, from a tape's settings and the options that win over them. */
export interface FilmPlan {
  readonly outputs: readonly FilmOutput[];
  readonly options: FilmOptions;
}

export interface PlanContext {
  readonly cwd: string;
  readonly title: string;
  readonly themes: ThemeBook;
  /** Colours that no name chooses: those of a program that brings its own. */
  readonly terminal?: Theme;
  /** Written when neither tape nor options name an output; null for nothing. */
  readonly defaultOutput: string | null;
}

export function planFilm(settings: TapeSettings, values: RecordValues, context: PlanContext): Result<FilmPlan, string> {
  const outputs = chooseOutputs(settings, values, context.defaultOutput);
  if (!outputs.ok) return outputs;
  const themes =
    context.terminal === undefined ? chooseThemes(settings, values, context.themes) : ok([context.terminal]);
  if (!themes.ok) return themes;
  const fontSize = readNumber('font-size', values['font-size'], 4, 200);
  if (!fontSize.ok) return fontSize;
  const fps = readNumber('fps', values.fps, 1, 100);
  if (!fps.ok) return fps;
  const scale = readChoice('scale', values);
  if (!scale.ok) return scale;
  const quality = readChoice('quality', values);
  if (!quality.ok) return quality;
  const version = readChoice('cast-version', values);
  if (!version.ok) return version;
  const speed = readNumber('speed', values.speed, 0.01, 1000);
  if (!speed.ok) return speed;
  const speedTo = readTime('speed-to', values['speed-to']);
  if (!speedTo.ok) return speedTo;
  const idleLimit = readTime('idle-limit', values['idle-limit']);
  if (!idleLimit.ok) return idleLimit;
  const holdLast = readTime('hold-last', values['hold-last']);
  if (!holdLast.ok) return holdLast;
  const loop = readNumber('loop', values.loop, 0, 65_535);
  if (!loop.ok) return loop;
  const marginImage = readMarginImage(settings.marginFill, context.cwd);
  if (!marginImage.ok) return marginImage;

  const own = filmOptions(settings, {
    folder: context.cwd,
    themes: themes.value,
    title: context.title,
    marginImage: marginImage.value,
  });
  const isResized = values.size !== undefined || values['font-size'] !== undefined;
  return ok({
    outputs: outputs.value,
    options: {
      ...own,
      picture: {
        ...own.picture,
        fontSize: fontSize.value ?? own.picture.fontSize,
        size: isResized ? null : own.picture.size,
        scale: scale.value === '2' ? 2 : 1,
        aliasLevels: quality.value === 'high' ? 256 : own.picture.aliasLevels,
      },
      framerate: fps.value ?? own.framerate,
      retiming: {
        ...own.retiming,
        idleLimitMs: idleLimit.value ?? null,
        speed: (speed.value ?? 1) * own.retiming.speed,
        speedToMs: speedTo.value ?? null,
      },
      holdLastMs: holdLast.value ?? own.holdLastMs,
      loop: loop.value ?? own.loop,
      castVersion: version.value === '2' ? 2 : own.castVersion,
    },
  });
}

function chooseOutputs(
  settings: TapeSettings,
  { output }: RecordValues,
  defaultOutput: string | null,
): Result<readonly FilmOutput[], string> {
  if (output === undefined) {
    if (settings.outputs.length > 0 || defaultOutput === null) return ok(settings.outputs);
    return ok([{ kind: outputKind(defaultOutput) ?? 'gif', path: defaultOutput }]);
  }
  const outputs: FilmOutput[] = [];
  for (const path of output) {
    const kind = outputKind(path);
    if (kind === null) return fail(`--output ${path}: a file needs an ending such as .gif, .svg, .cast or .txt`);
    outputs.push({ kind, path });
  }
  return ok(outputs);
}

function chooseThemes(
  settings: TapeSettings,
  { theme }: RecordValues,
  book: ThemeBook,
): Result<readonly Theme[], string> {
  const asked = theme === undefined ? undefined : themeNames(theme);
  const named =
    asked ?? (settings.themes.length > 0 ? settings.themes : settings.theme === null ? [] : [settings.theme]);
  const themes: Theme[] = [];
  for (const name of named) {
    const found = book.find(name);
    if (!found.ok) return fail(`${found.error} (massgen record themes lists them)`);
    themes.push(found.value);
  }
  return ok(themes.length === 0 ? [DEFAULT_THEME] : themes);
}

/** Names between commas, or one theme written as a JSON object, in which commas mean something else. */
const themeNames = (theme: string): readonly string[] =>
  theme.trimStart().startsWith('{') ? [theme] : theme.split(',').map((name) => name.trim());

/** The picture that fills the margin; null when a colour does, or nothing is named. */
function readMarginImage(fill: string | null, cwd: string): Result<MarginImage | null, string> {
  if (fill === null || /^#[0-9a-f]{6}$/i.test(fill)) return ok(null);
  try {
    const image = decodePng(readFileSync(resolve(cwd, fill)));
    return image.ok ? image : fail(`Set MarginFill ${fill}: ${image.error}`);
  } catch (error) {
    const why = systemReason(error);
    return fail(`Set MarginFill ${fill}: neither a colour like #674eff nor a picture that can be read (${why})`);
  }
}

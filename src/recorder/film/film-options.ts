import { parseColour } from '../picture/themes.ts';
import type { MarginImage, Theme, WindowBar } from '../picture/picture.ts';
import { WINDOW_BARS } from '../tape/tables.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';
import type { FilmOptions } from './film.ts';

export interface FilmSetting {
  readonly folder: string;
  readonly themes: readonly Theme[];
  readonly title: string;
  /** The picture that `MarginFill` names, read by whoever may touch files. Default: none, so a colour. */
  readonly marginImage?: MarginImage | null;
}

/** What a tape's settings ask of its film. Whatever the command line says is put over it. */
export function filmOptions(settings: TapeSettings, setting: FilmSetting): FilmOptions {
  const { width, height } = settings;
  const sized = settings.cells === null && width !== null && height !== null;
  return {
    folder: setting.folder,
    themes: setting.themes,
    picture: {
      fontSize: settings.fontSize,
      letterSpacing: settings.letterSpacing,
      lineHeight: settings.lineHeight,
      size: sized ? { width, height } : null,
      window: {
        padding: settings.padding,
        margin: settings.margin,
        // Without a colour of its own the theme's background goes on.
        marginFill: parseColour(settings.marginFill ?? ''),
        marginImage: setting.marginImage ?? null,
        bar: WINDOW_BARS.find((bar): bar is WindowBar => bar === settings.windowBar) ?? '',
        barSize: settings.windowBarSize,
        radius: settings.borderRadius,
        title: settings.windowBar === '' ? '' : setting.title,
      },
      scale: 1,
      aliasLevels: 8,
      cursorBlink: settings.cursorBlink,
    },
    framerate: settings.framerate,
    // The tape's own idle limit is in its recording.
    retiming: { idleLimitMs: null, select: null, speed: settings.playbackSpeed, speedToMs: null },
    holdLastMs: settings.holdLastMs,
    loop: 0,
    loopOffset: settings.loopOffset,
    unicode: settings.unicode,
    title: setting.title,
    castVersion: 3,
  };
}

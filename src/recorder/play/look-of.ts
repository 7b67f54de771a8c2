import type { TapeSettings } from '../tape/tape-settings.ts';
import type { CastLook } from './recording.ts';

/** What a tape's settings say of its pictures, to be kept with its cast. A margin's picture is a file and stays behind. */
export function lookOf(settings: TapeSettings): CastLook {
  const { width, height, marginFill } = settings;
  const isSized = settings.cells === null && width !== null && height !== null;
  return {
    fontSize: settings.fontSize,
    letterSpacing: settings.letterSpacing,
    lineHeight: settings.lineHeight,
    width: isSized ? width : null,
    height: isSized ? height : null,
    padding: settings.padding,
    margin: settings.margin,
    marginFill: marginFill?.startsWith('#') === true ? marginFill : null,
    windowBar: settings.windowBar,
    windowBarSize: settings.windowBarSize,
    borderRadius: settings.borderRadius,
    cursorBlink: settings.cursorBlink,
    framerate: settings.framerate,
    unicode: settings.unicode,
  };
}

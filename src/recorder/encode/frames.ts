import type { FilmFrame, FilmInfo } from './encoder.ts';
import { encodePng } from './png.ts';
import type { PngOptions } from './png.ts';

/** A file of a folder of frames. */
export interface FrameFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `frame-00001.png` is the first; numbers grow wider rather than start again. */
export const frameFileName = (number: number): string => `frame-${String(number).padStart(5, '0')}.png`;

const FRAME_TIMES_NAME = 'frames.json';

export interface FrameFolder {
  frame(frame: FilmFrame): FrameFile;
  /** A list of names and times, because frames come when something happens and not at a steady rate. */
  end(): FrameFile;
}

/** A film as a folder of PNG files, one for each picture, and `frames.json`, which says when each is shown. */
export function createFrameFolder(info: FilmInfo, options: PngOptions = { level: 6 }): FrameFolder {
  const times: { readonly file: string; readonly atMs: number }[] = [];
  return {
    frame: ({ pixels, atMs }) => {
      if (pixels === null) throw new Error('a film of pixels got a frame without any');
      const name = frameFileName(times.length + 1);
      times.push({ file: name, atMs });
      return { name, bytes: encodePng(pixels, info.width, info.height, options) };
    },
    end: () => {
      const lines = times.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n');
      const list = `{"durationMs": ${info.durationMs}, "frames": [${lines === '' ? '' : `\n${lines}\n`}]}\n`;
      return { name: FRAME_TIMES_NAME, bytes: new TextEncoder().encode(list) };
    },
  };
}

import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemCode } from '../../shared/system-code.ts';
import type { FilmFrame, FilmInfo } from './encoder.ts';

export type VideoKind = 'mp4' | 'webm';

export interface VideoOptions {
  /** Where ffmpeg writes; gone again after a failure. */
  readonly path: string;
  readonly kind: VideoKind;
  readonly info: FilmInfo;
  readonly framesPerSecond: number;
  /** Program and first arguments. Default `ffmpeg` from the PATH. */
  readonly program?: readonly [string, ...string[]];
}

/** Writes a film through ffmpeg. Every call waits until ffmpeg has taken the bytes: nothing piles up. */
export interface VideoWriter {
  frame(frame: FilmFrame): Promise<Result<null, string>>;
  /** The file's bytes. The error says what ffmpeg said. */
  end(): Promise<Result<number, string>>;
  /** Ends ffmpeg and removes what it wrote. Idempotent. */
  abandon(): Promise<void>;
}

const MOST_WORDS = 2000;
/** What ffmpeg may know of our environment: enough to be found and to run, no keys. */
const PASSED_ON = [
  'PATH',
  'Path',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
];
/** `0xAARRGGBB` numbers as they lie in memory. */
const PIXEL_FORMAT = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 'bgr0' : '0rgb';
/** Both codecs need even sides: an odd one is made longer by its last pixels. The colours are those of screens. */
function filters({ width, height }: FilmInfo): string {
  const [right, bottom] = [width % 2, height % 2];
  const even =
    right + bottom === 0
      ? ''
      : `pad=${width + right}:${height + bottom},fillborders=right=${right}:bottom=${bottom}:mode=smear,`;
  return `${even}scale=out_color_matrix=bt709:out_range=tv,format=yuv420p`;
}
const COLOURS = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
const CODECS: Readonly<Record<VideoKind, readonly string[]>> = {
  mp4: ['-c:v', 'libx264', '-crf', '20', '-preset', 'medium', '-movflags', '+faststart'],
  webm: ['-c:v', 'libvpx-vp9', '-crf', '30', '-b:v', '0', '-row-mt', '1', '-deadline', 'good', '-cpu-used', '4'],
};

/** All of ffmpeg's arguments; a path can be taken neither for an option nor for an address. */
export function videoArguments({ path, kind, info, framesPerSecond }: Omit<VideoOptions, 'program'>): string[] {
  const size = ['-video_size', `${info.width}x${info.height}`, '-framerate', String(framesPerSecond)];
  const input = ['-f', 'rawvideo', '-pixel_format', PIXEL_FORMAT, ...size, '-i', 'pipe:0'];
  const output = [...CODECS[kind], ...COLOURS, '-fflags', '+bitexact', '-f', kind, '-y', `file:${path}`];
  return ['-hide_banner', '-loglevel', 'error', ...input, '-an', '-vf', filters(info), ...output];
}

async function start(options: VideoOptions): Promise<Result<ChildProcessWithoutNullStreams, string>> {
  const [program, ...first] = options.program ?? ['ffmpeg'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.includes(name)));
  const child = spawn(program, [...first, ...videoArguments(options)], { env, stdio: 'pipe', windowsHide: true });
  try {
    await once(child, 'spawn');
    return ok(child);
  } catch (cause) {
    const isMissing = systemCode(cause) === 'ENOENT';
    return fail(
      isMissing
        ? `${options.kind} files are made by ${program}, which is not on the PATH; install it, or write .gif, .apng, .svg or .html, which need nothing`
        : `${program} cannot be started: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

/**
 * Starts ffmpeg for a film of a steady rate: each picture is repeated until the next one's time, so that the video is as
 * long as the film to half a frame. Pictures closer than a frame give way to the next; the last is always shown.
 */
export async function createVideoWriter(
  options: VideoOptions,
  signal: AbortSignal,
): Promise<Result<VideoWriter, string>> {
  const { info, framesPerSecond, path } = options;
  if (signal.aborted) return fail('the video was stopped');
  const started = await start(options);
  if (!started.ok) return started;
  const child = started.value;
  const picture = new Uint32Array(info.width * info.height).fill((0xff000000 | info.theme.background) >>> 0);
  const bytes = new Uint8Array(picture.buffer);
  const total = Math.max(1, Math.round((info.durationMs * framesPerSecond) / 1000));
  let written = 0;
  let hasPicture = false;
  let words = '';

  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-MOST_WORDS);
  });
  child.stdout.resume();
  // A broken pipe is told by the write that met it.
  child.stdin.on('error', () => undefined);
  const closed = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });

  const abandon = async (): Promise<void> => {
    kill();
    await closed;
    signal.removeEventListener('abort', kill);
    await rm(path, { force: true });
  };
  const failure = async (): Promise<Result<never, string>> => {
    await abandon();
    if (signal.aborted) return fail('the video was stopped');
    const said = words.trim().split('\n').slice(-3).join('; ');
    return fail(`ffmpeg did not write ${path}: ${said === '' ? 'it ended without a word' : said}`);
  };
  // A program that dies with a full pipe may never call back.
  let giveUp: (() => void) | null = null;
  void closed.then(() => giveUp?.());
  const writeOnce = (): Promise<boolean> =>
    new Promise((resolve) => {
      giveUp = () => resolve(false);
      if (child.exitCode !== null || child.signalCode !== null) resolve(false);
      child.stdin.write(bytes, (error) => resolve(error === null || error === undefined));
    });
  const writeUntil = async (count: number): Promise<boolean> => {
    while (written < count) {
      if (!(await writeOnce())) return false;
      written += 1;
    }
    return true;
  };

  return ok({
    frame: async ({ pixels, atMs }) => {
      if (pixels === null) throw new Error('a film of pixels got a frame without any');
      const due = Math.min(Math.round((atMs * framesPerSecond) / 1000), total - 1);
      if (hasPicture && !(await writeUntil(due))) return failure();
      picture.set(pixels);
      hasPicture = true;
      return ok(null);
    },
    end: async () => {
      if (!(await writeUntil(total))) return failure();
      child.stdin.end();
      const code = await closed;
      signal.removeEventListener('abort', kill);
      const size =
        code === 0
          ? await stat(path).then(
              (file) => file.size,
              () => 0,
            )
          : 0;
      return size > 0 ? ok(size) : failure();
    },
    abandon,
  });
}

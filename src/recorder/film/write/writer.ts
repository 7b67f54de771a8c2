import type { Result } from '../../../shared/result.ts';
import type { FilmFrame } from '../../encode/encoder.ts';
import type { EncoderSetting } from '../../encode/output-kinds.ts';
import type { FilmPorts, WrittenOutput } from '../film.ts';

/** Takes screens to one output. Whoever opens it either finishes or discards it. */
export interface OutputWriter {
  /** Null when the screen was taken; else why the output cannot be made, as a sentence. */
  frame(frame: FilmFrame): Promise<string | null>;
  finish(): Promise<Result<Pick<WrittenOutput, 'bytes' | 'sha256'>, string>>;
  /** Leaves nothing behind. Never rejects. */
  discard(): Promise<void>;
}

export interface WriterSetting extends EncoderSetting {
  readonly framerate: number;
  readonly videoProgram: FilmPorts['videoProgram'];
}

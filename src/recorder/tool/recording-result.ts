import type { TOOL_NAME } from './parameters.ts';

/** A frame as an agent can look at it: pictures in pieces at native scale, and the exact text. */
export interface KeptFrame {
  readonly number: number;
  readonly seconds: number;
  readonly phase: string | null;
  readonly text_path: string;
  readonly picture_paths: readonly string[];
}

/** What a judge said; `response` is for people, `scores` for programs. */
export type ToolEvaluation =
  | {
      readonly success: true;
      readonly num_frames_extracted: number;
      readonly prompt: string;
      readonly response: string;
      readonly model?: string;
      readonly scores?: unknown;
    }
  | { readonly success: false; readonly error: string; readonly skipped?: true };

/** Keys that ours adds to MassGen's. */
interface AddedKeys {
  readonly engine?: 'embedded';
  /** Of the recorded massgen; null when it was ended. */
  readonly exit_code?: number | null;
  readonly cast_path?: string;
  readonly frames?: readonly KeptFrame[];
  readonly lint?: unknown;
  readonly report_path?: string;
  /** The tape of the run, beside the film. */
  readonly tape_path?: string;
  readonly evaluation?: ToolEvaluation;
  /** What did not hinder the film but is worth knowing. */
  readonly warnings?: readonly string[];
}

export interface RecordingSuccess extends AddedKeys {
  readonly success: true;
  readonly operation: typeof TOOL_NAME;
  readonly config_path: string;
  readonly question: string;
  readonly video_path: string;
  readonly video_format: string;
  readonly video_size_bytes: number;
  /** Wall time of playing and encoding, two decimals. */
  readonly recording_duration_seconds: number;
  readonly massgen_timeout_seconds: number;
  readonly terminal_dimensions: { readonly width: number; readonly height: number };
}

export interface RecordingFailure extends AddedKeys {
  readonly success: false;
  readonly operation: typeof TOOL_NAME;
  readonly error: string;
  /** MassGen's names: the last screen, and what the recorder has to say. Present once something was played. */
  readonly vhs_stdout?: string;
  readonly vhs_stderr?: string;
  /** The tape's text. */
  readonly tape_file?: string;
  /** What there is of the film. */
  readonly video_path?: string;
}

/** The JSON that MassGen's tool gives (`recording.md` §1.2). */
export type RecordingResult = RecordingSuccess | RecordingFailure;

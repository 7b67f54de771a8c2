import type { CheckResult } from '../check/check-result.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { FilmOptions, FilmPorts, FilmReport } from '../film/film.ts';
import type { JudgeFrame } from '../judge/judge-frame.ts';
import type { Theme } from '../picture/picture.ts';
import type { Recording } from '../play/recording.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';
import type { StartHost } from '../terminal/host.ts';
import type { ToolEvaluation } from './recording-result.ts';

/** A finished film, for whoever looks at it. */
export interface FinishedFilm {
  readonly recording: Recording;
  readonly report: FilmReport;
  /** What it was played and drawn with. */
  readonly settings: TapeSettings;
  readonly options: FilmOptions;
  readonly frames: readonly JudgeFrame[];
  /** Where the film lies, without its ending. */
  readonly stem: string;
}

/** What a look at a film adds to the result. */
export interface Inspection {
  /** For the result, as JSON. */
  readonly lint?: unknown;
  readonly reportPath?: string;
  readonly checks: readonly CheckResult[];
}

/** What the tool needs of the world. */
export interface RecordingPorts {
  /** Starts `massgen` by that name, whatever it is on this machine. */
  readonly startHost: StartHost;
  readonly clock: RecorderClock;
  /** The environment the recorded program inherits. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the process, absolute. */
  readonly cwd: string;
  readonly film: FilmPorts;
  /** What the program is told of its colours and what the film is drawn in: Dracula, as MassGen's recordings are. */
  readonly theme: Theme;
  /** Further arguments of the recorded massgen, such as `--rehearse`. */
  readonly moreArguments?: readonly string[];
  /** Cells instead of pixels. */
  readonly cells?: { readonly columns: number; readonly rows: number };
  /** Films beside the one with a unique name in the workspace; each ending says what it is. From the workspace's folder. */
  readonly outputs?: readonly string[];
  /** Frames to look at when `num_frames` does not say. Default 12. */
  readonly frames?: number;
  /** Lint and report, after the judge. Absent: neither. */
  readonly inspect?: (film: FinishedFilm, signal: AbortSignal) => Promise<Inspection>;
  /** Lets a judge look; `prompt` is null when only a rubric is asked. Absent: nobody judges. */
  readonly evaluate?: (film: FinishedFilm, prompt: string | null, signal: AbortSignal) => Promise<ToolEvaluation>;
}

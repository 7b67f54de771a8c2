import type { ToolSpec } from '../../runtime/ports/model.ts';
import { MOST_FRAMES, USUAL_FRAMES } from '../judge/rubric.ts';

export const TOOL_NAME = 'run_massgen_with_recording';
/** MassGen's folder of tools that this one belongs to. */
export const TOOL_CATEGORY = 'terminal_evaluation';

export const VIDEO_FORMATS = ['mp4', 'gif', 'webm'] as const;
export type VideoFormat = (typeof VIDEO_FORMATS)[number];

/** What MassGen's tool takes: the parameters of its code, and those its guide adds, which call the judge. */
export interface RecordingParameters {
  /** From the agent's workspace, or absolute and inside `allowed_paths`. */
  readonly config_path: string;
  readonly question: string;
  /** What a judge is to look for, in plain words. Default, when `num_frames` is given: the four areas of the guide. */
  readonly evaluation_prompt?: string;
  /** Letter case does not matter. Default `mp4`. */
  readonly output_format?: string;
  /** Frames for the judge and for the agent. Default 12. */
  readonly num_frames?: number;
  /** Default 300. */
  readonly timeout_seconds?: number;
  /** Pixels. Default 1920 × 1080. */
  readonly width?: number;
  readonly height?: number;
  /** Folders; absent means no restriction. */
  readonly allowed_paths?: readonly string[];
  /** The agent's workspace: where the film goes. Default: the folder of the process. */
  readonly agent_cwd?: string;
}

export const DEFAULTS = {
  output_format: 'mp4',
  num_frames: USUAL_FRAMES,
  timeout_seconds: 300,
  width: 1920,
  height: 1080,
} as const;

/** The tool as a model is told of it; `allowed_paths` and `agent_cwd` are given by whoever runs it. */
export const RECORDING_TOOL: ToolSpec = {
  name: TOOL_NAME,
  description:
    'Runs massgen with a configuration and a question in a terminal of its own and films it. Gives the film, still frames with the exact text of the screen, checks of the layout and, when evaluation_prompt or num_frames is given and a key is set, the words of a judge.',
  parameters: {
    type: 'object',
    properties: {
      config_path: { type: 'string', description: 'configuration file, from the workspace or absolute' },
      question: { type: 'string' },
      evaluation_prompt: { type: 'string', description: 'what a judge is to look for' },
      output_format: {
        type: 'string',
        enum: [...VIDEO_FORMATS],
        description: 'default mp4, which needs ffmpeg; gif needs nothing',
      },
      num_frames: {
        type: 'integer',
        minimum: 1,
        maximum: MOST_FRAMES,
        description: `frames to look at, default ${USUAL_FRAMES}`,
      },
      timeout_seconds: { type: 'integer', minimum: 1, description: 'longest run, default 300' },
      width: { type: 'integer', minimum: 1, description: 'pixels, default 1920' },
      height: { type: 'integer', minimum: 1, description: 'pixels, default 1080' },
    },
    required: ['config_path', 'question'],
  },
};

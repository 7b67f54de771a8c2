/** MassGen's names of the files and folders of a log folder. */
export const EVENT_LOG_NAME = 'events.jsonl';
export const STATUS_NAME = 'status.json';
export const ANSWER_NAME = 'answer.txt';
export const CONTEXT_NAME = 'context.txt';
export const VOTE_NAME = 'vote.json';
export const TRACE_NAME = 'execution_trace.md';
export const FINAL_FOLDER = 'final';
export const OUTPUTS_FOLDER = 'agent_outputs';
export const METADATA_NAME = 'execution_metadata.yaml';
export const TEXT_LOG_NAME = 'massgen.log';
export const DEBUG_LOG_NAME = 'massgen_debug.log';
export const STREAMING_LOG_NAME = 'streaming_debug.log';

export const turnFolder = (turn: number): string => `turn_${turn}`;
export const attemptFolder = (attempt: number): string => `attempt_${attempt}`;

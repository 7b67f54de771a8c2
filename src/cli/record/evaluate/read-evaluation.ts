import { formatDiagnostic } from '../../../config/diagnostic.ts';
import { resolveConfigArgument } from '../../../config/find/discover.ts';
import { MOST_FRAMES } from '../../../recorder/judge/rubric.ts';
import type { RecordingParameters } from '../../../recorder/tool/parameters.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { createCollector, silentIo } from '../../api/silent-io.ts';
import { configSource } from '../../start/find-config.ts';
import type { RecordArguments } from '../arguments.ts';
import { readChoice, readNumber, readSize } from '../read-values.ts';
import type { RecordIo } from '../record-io.ts';

/** What `record evaluate` was asked for, besides its judge. */
export interface EvaluationRequest {
  readonly parameters: RecordingParameters;
  readonly cells: { readonly columns: number; readonly rows: number } | undefined;
  readonly lint: 'off' | 'warn' | 'error';
}

/** Reads operands and options. The configuration may be named as with `--config`. */
export function readEvaluation({ operands, values }: RecordArguments, io: RecordIo): Result<EvaluationRequest, string> {
  const [config = '', question = ''] = operands;
  const engine = readChoice('engine', values);
  if (!engine.ok) return engine;
  if (engine.value === 'vhs') {
    return fail('--engine vhs plays tapes only; record evaluate films with the embedded engine');
  }
  if (question.trim() === '') return fail('the question is empty');
  const timeout = readNumber('timeout-seconds', values['timeout-seconds'], 1, 86_400);
  if (!timeout.ok) return timeout;
  const frames = readNumber('num-frames', values['num-frames'], 1, MOST_FRAMES);
  if (!frames.ok) return frames;
  const size = readSize(values.size);
  if (!size.ok) return size;
  const lint = readChoice('lint', values);
  if (!lint.ok) return lint;
  const err = createCollector();
  const found = resolveConfigArgument(config, configSource(silentIo(io.cwd, io.home, err)));
  if (!found.ok) return fail(formatDiagnostic(found.error));
  return ok({
    parameters: {
      config_path: found.value.path,
      question,
      agent_cwd: io.cwd,
      ...optional('output_format', values.format),
      ...optional('timeout_seconds', timeout.value),
      ...optional('num_frames', frames.value),
      ...optional('evaluation_prompt', values.prompt),
      ...optional('allowed_paths', values['allowed-path']),
    },
    cells: size.value,
    lint: lint.value ?? 'warn',
  });
}

const optional = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });

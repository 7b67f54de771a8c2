import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { askModel } from '../../../recorder/judge/ask-model.ts';
import type { AskJudge } from '../../../recorder/judge/ask-model.ts';
import { readJudgeRecord } from '../../../recorder/judge/replay.ts';
import type { JudgeRecord } from '../../../recorder/judge/replay.ts';
import { USUAL_FRAMES } from '../../../recorder/judge/rubric.ts';
import type { Rubric } from '../../../recorder/judge/rubric.ts';
import { systemClock } from '../../../runtime/ports/system-clock.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { createCollector, silentIo } from '../../api/silent-io.ts';
import { readEnvironment } from '../../start/environment.ts';
import type { RecordIo } from '../record-io.ts';
import { findRubric } from './find-rubric.ts';
import { openJudge } from './judge-model.ts';
import type { JudgeWish } from './judge-wish.ts';

/** Where answers come from. */
export type JudgeSource =
  | { readonly kind: 'model'; readonly ask: AskJudge; readonly name: string }
  | { readonly kind: 'replay'; readonly record: JudgeRecord; readonly file: string }
  /** Nobody judges, and why: the run goes on without. */
  | { readonly kind: 'skipped'; readonly why: string };

/** A judge who is ready before the film is made. */
export interface PreparedJudge {
  readonly rubric: Rubric | null;
  /** How many frames it is shown. */
  readonly frames: number;
  readonly source: JudgeSource;
  close(): void;
}

/**
 * Reads rubric and stored answers and finds a model and its key, before anything is played. Without a key the judge is
 * skipped. The error is a sentence about a file or an option.
 */
export async function prepareJudge(wish: JudgeWish, io: RecordIo): Promise<Result<PreparedJudge, string>> {
  const rubric = wish.rubric === null ? ok(null) : findRubric(wish.rubric, io.cwd);
  if (!rubric.ok) return rubric;
  const frames = wish.frames ?? rubric.value?.frames ?? USUAL_FRAMES;
  const about = { rubric: rubric.value, frames };
  if (wish.replay !== null) {
    const record = readRecord(wish.replay, io.cwd);
    if (!record.ok) return fail(`--judge-replay ${wish.replay}: ${record.error}`);
    const source: JudgeSource = { kind: 'replay', record: record.value, file: wish.replay };
    return ok({ ...about, source, close: () => undefined });
  }
  const warnings = createCollector();
  const { env } = readEnvironment({ ...silentIo(io.cwd, io.home, warnings), env: io.env });
  for (const line of warnings.lines) io.error(line);
  const opened = await openJudge(wish, env);
  if (!opened.ok) return opened;
  const judge = opened.value;
  if ('skipped' in judge) {
    return ok({ ...about, source: { kind: 'skipped', why: judge.skipped }, close: () => undefined });
  }
  const ask = askModel(judge.client, judge.model, systemClock);
  return ok({ ...about, source: { kind: 'model', ask, name: judge.name }, close: () => judge.client.close() });
}

function readRecord(file: string, cwd: string): Result<JudgeRecord, string> {
  try {
    return readJudgeRecord(readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    return fail(systemReason(error));
  }
}

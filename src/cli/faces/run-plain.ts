import { pathText } from '../../config/find/path-text.ts';
import type { Composed } from '../start/compose.ts';
import type { Prepared } from '../start/prepare.ts';
import { exitCodeOf, withOutputFile } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { watchSignals } from '../signals.ts';
import { answerFileOf, writeOutputFile } from './answer-file.ts';
import { followDebug } from './debug-lines.ts';
import { markMoments } from './recording-marks.ts';
import { withLineMarks } from './line-marks.ts';
import { rescueAnswers } from './rescue-answers.ts';
import { watchSaved } from './saved-sentence.ts';
import { announcePlain, concludePlain, followPlain, MACHINE_TIME, plainPaint } from './plain.ts';

/** Runs one question as text that only grows. */
export async function runPlain(
  composed: Composed,
  { values, agents }: Prepared,
  question: string,
  io: Io,
  signal: AbortSignal,
): Promise<number> {
  announcePlain(
    withLineMarks(io.out, io.env),
    agents.map(({ id }) => id),
    question,
  );
  const paint = plainPaint(io);
  markMoments(composed.session, io.recording);
  followDebug(composed.session, io.err, values.debug === true);
  const unfollow = followPlain(composed.session, io.out, paint, MACHINE_TIME);
  watchSignals(composed.session, (text) => io.err.line(text));
  const savedBy = watchSaved(composed.session);
  try {
    const result = await composed.session.runTurn(question, signal);
    const answer = result.state.finalAnswer?.content ?? null;
    const saved = savedBy(result.outcome);
    if (saved !== null) io.err.line(saved);
    const rescued = await rescueAnswers(result, io.cwd);
    if (rescued !== null) io.err.line(rescued);
    concludePlain({ out: io.out, errors: io.err, paint }, result, answerFileOf(result));
    const output = await writeOutputFile(values['output-file'], answer, io.cwd);
    if (!output.ok) io.err.line(`❌ ${output.error}`);
    else if (output.value !== null) io.out.line(`OUTPUT_FILE: ${pathText(output.value)}`);
    return withOutputFile(exitCodeOf(result, values['fail-on-timeout'] === true), output.ok);
  } finally {
    unfollow();
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Composed } from '../start/compose.ts';
import type { Prepared } from '../start/prepare.ts';
import { contractOutput } from '../contract-output.ts';
import { exitCodeOf, withOutputFile } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { watchSignals } from '../signals.ts';
import { answerFileOf, writeOutputFile } from './answer-file.ts';
import { announceRun, concludeRun, followRun } from './automation.ts';
import { followDebug } from './debug-lines.ts';
import { markMoments } from './recording-marks.ts';
import { rescueAnswers } from './rescue-answers.ts';
import { watchSaved } from './saved-sentence.ts';
import { failureLines } from './plain.ts';

/** Runs one question for a script: contract lines on stdout, everything for people on stderr. */
export async function runAutomation(
  composed: Composed,
  { values }: Prepared,
  question: string,
  io: Io,
  signal: AbortSignal,
): Promise<number> {
  const streamEvents = values['stream-events'] === true;
  const contract = io[contractOutput(values) ?? 'out'];
  io.lastLine.owe(contract);
  const began = performance.now();
  const { logDir } = await composed.openLog(question);
  announceRun(contract, logDir, join(logDir, 'turn_1', 'attempt_1', 'status.json'), question);
  markMoments(composed.session, io.recording);
  followDebug(composed.session, io.err, values.debug === true);
  const unfollow = followRun(composed.session, { out: io.out, errors: io.err, contract, streamEvents });
  watchSignals(composed.session, (text) => io.err.line(text));
  const savedBy = watchSaved(composed.session);
  try {
    const result = await composed.session.runTurn(question, signal);
    const answer = result.state.finalAnswer?.content ?? null;
    const saved = savedBy(result.outcome);
    if (saved !== null) io.err.line(saved);
    const rescued = await rescueAnswers(result, io.cwd);
    if (rescued !== null) io.err.line(rescued);
    const output = await writeOutputFile(values['output-file'], answer, io.cwd);
    if (!output.ok) io.err.line(`❌ ${output.error}`);
    for (const line of failureLines(result.state)) io.err.line(line);
    const exitCode = withOutputFile(exitCodeOf(result, values['fail-on-timeout'] === true), output.ok);
    concludeRun(contract, {
      result,
      exitCode,
      durationMs: performance.now() - began,
      answerFile: answerFileOf(result),
      outputFile: output.ok ? output.value : null,
      finalDirExists: existsSync(join(result.attemptDir, 'final')),
    });
    io.lastLine.written();
    return exitCode;
  } finally {
    unfollow();
  }
}

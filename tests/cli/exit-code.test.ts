import { expect, test } from 'vitest';
import { initialState } from '../../src/coordination/initial.ts';
import { finalLabel } from '../../src/coordination/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { TurnOutcome } from '../../src/coordination/vocabulary.ts';
import type { TurnResult } from '../../src/runtime/ports/session.ts';
import { EXIT, exitCodeOf, withOutputFile } from '../../src/cli/exit-code.ts';

function result(outcome: TurnOutcome, answer: string | null, exitCode: number): TurnResult {
  const finalAnswer = answer === null ? null : { content: answer, locked: true, label: finalLabel(1), origin: null };
  const state = { ...initialState(DEFAULT_SETTINGS, [], ''), finalAnswer };
  return { outcome, exitCode, state, logDir: '/log', attemptDir: '/log/turn_1/attempt_1', statusPath: '' };
}

test.each([
  ['an answer is a success', result('answered', 'yes', 0), false, EXIT.ok],
  ['an empty answer is a failure', result('answered', '', 0), false, EXIT.failed],
  ['a late answer is a success', result('timeout', 'yes', 0), false, EXIT.ok],
  ['a late answer is a timeout for whoever asks', result('timeout', 'yes', 0), true, EXIT.timeout],
  ['no answer in time is a timeout', result('timeout', null, 3), false, EXIT.timeout],
  ['a cancelled turn is an interruption, answered or not', result('cancelled', 'yes', 4), false, EXIT.interrupted],
  ['agents that all failed are a failure', result('failed', null, 2), false, EXIT.failed],
  ['what the rules found worse stands', result('answered', 'yes', 2), false, EXIT.failed],
])('%s', (_name, turn, failOnTimeout, code) => {
  expect(exitCodeOf(turn, failOnTimeout)).toBe(code);
});

test('an output file that could not be written fails a run that went well, and hides nothing worse', () => {
  expect(withOutputFile(EXIT.ok, true)).toBe(EXIT.ok);
  expect(withOutputFile(EXIT.ok, false)).toBe(EXIT.failed);
  expect(withOutputFile(EXIT.interrupted, false)).toBe(EXIT.interrupted);
});

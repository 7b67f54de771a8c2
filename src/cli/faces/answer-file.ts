import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { TurnResult } from '../../runtime/ports/session.ts';
import { ANSWER_NAME, FINAL_FOLDER } from '../../store/files/file-names.ts';
import { makeFolders } from '../../store/files/make-folder.ts';
import { pathNames } from '../../store/files/path-names.ts';
import { pathText } from '../../config/find/path-text.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemCode } from '../../shared/system-code.ts';

/** The stored answer of the winner; null when the run has none. */
export function answerFileOf(result: TurnResult): string | null {
  const path = answerPathOf(result);
  return path !== null && existsSync(path) ? path : null;
}

/** Where that answer lies if it was stored, as the attempt's folder is written. */
export function answerPathOf({ attemptDir, state }: TurnResult): string | null {
  const winner = state.winner?.agentId;
  if (winner === undefined || state.finalAnswer === null) return null;
  return join(attemptDir, FINAL_FOLDER, pathNames(state.order).get(winner) ?? winner, ANSWER_NAME);
}

/** Writes `--output-file`. Gives the absolute path, or one sentence on what went wrong. */
export async function writeOutputFile(
  wanted: string | undefined,
  answer: string | null,
  cwd: string,
): Promise<Result<string | null, string>> {
  if (wanted === undefined || answer === null) return ok(null);
  const path = resolve(cwd, wanted);
  try {
    makeFolders(dirname(path));
    await writeFile(path, answer.endsWith('\n') ? answer : `${answer}\n`);
    return ok(path);
  } catch (error) {
    const why = systemCode(error) ?? 'unknown';
    return fail(`--output-file ${pathText(path)} cannot be written (${why}); the answer is in the log folder`);
  }
}

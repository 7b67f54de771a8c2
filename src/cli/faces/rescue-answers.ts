import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathText } from '../../config/find/path-text.ts';
import type { TurnResult } from '../../runtime/ports/session.ts';
import { systemReason } from '../../shared/system-reason.ts';

/**
 * The accepted answers of a run whose log folder was removed under it are left in memory alone: writes them beside where
 * the run was started. Gives the sentence that says where; null where nothing was in danger.
 */
export async function rescueAnswers({ state, attemptDir }: TurnResult, cwd: string): Promise<string | null> {
  if (state.finalAnswer !== null || state.answers.length === 0 || existsSync(attemptDir)) return null;
  const logName = basename(dirname(dirname(attemptDir)));
  const path = join(cwd, `massgen_answers_${logName}.md`);
  const text = state.answers.map(({ label, content }) => `# ${label}\n\n${content.trimEnd()}\n`).join('\n');
  try {
    await writeFile(path, text, { flag: 'wx' });
    return `The accepted answers were still in memory and are in ${pathText(path)} now.`;
  } catch (error) {
    return `❌ The accepted answers could not be kept in ${pathText(path)} either: ${systemReason(error)}`;
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseRubric, rubricProblemLine } from '../../../recorder/judge/rubric.ts';
import type { Rubric } from '../../../recorder/judge/rubric.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { packageFolder } from '../../package-folder.ts';

/** Reads a rubric: a file, or a name in `recordings/rubrics` here or in the package. The error lists every mistake. */
export function findRubric(name: string, cwd: string): Result<Rubric, string> {
  const own = resolve(cwd, name);
  const isName = basename(name) === name && !name.includes('.');
  const places = isName
    ? [cwd, packageFolder()].map((folder) => join(folder, 'recordings', 'rubrics', `${name}.yaml`))
    : [own];
  const path = [...places, own].find((place) => existsSync(place));
  if (path === undefined) {
    return fail(`--judge ${name}: there is no such rubric${isName ? '; default is the one of the package' : ''}`);
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(`--judge ${name}: ${systemReason(error)}`);
  }
  const parsed = parseRubric(text);
  if (parsed.ok) return ok(parsed.value);
  return fail(
    `the rubric cannot be used\n${parsed.error.map((problem) => rubricProblemLine(name, problem)).join('\n')}`,
  );
}

import type { Redactor } from '../secrets/redactor.ts';
import { systemCode } from '../../shared/system-code.ts';

/** Something that could not be written and that a run survives. */
export interface ArchiveProblem {
  /** What failed: a path, or the name of a projection. */
  readonly where: string;
  /** For a person, without secrets. */
  readonly message: string;
}

/** Tells of each failing place once, and of a disk or folder that fails as a whole once for all its files. */
export interface Problems {
  report(where: string, cause: unknown): void;
}

/** These are said of a disk or a folder, not of one file in it. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENOENT']);

export function createProblems(redactor: Redactor, tell: (problem: ArchiveProblem) => void): Problems {
  const told = new Set<string>();
  return {
    report(where, cause) {
      const code = systemCode(cause) ?? '';
      const key = OF_THE_WHOLE.has(code) ? code : where;
      if (told.has(key)) return;
      told.add(key);
      const why = cause instanceof Error ? cause.message : String(cause);
      tell({ where, message: redactor.text(`cannot write ${where}: ${why}`) });
    },
  };
}

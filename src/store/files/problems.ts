import type { Redactor } from '../secrets/redactor.ts';

/** Something that could not be written and that a run survives. */
export interface ArchiveProblem {
  /** What failed: a path, or the name of a projection. */
  readonly where: string;
  /** For a person, without secrets. */
  readonly message: string;
}

/** Tells of each failing place once, however often it fails. */
export interface Problems {
  report(where: string, cause: unknown): void;
}

export function createProblems(redactor: Redactor, tell: (problem: ArchiveProblem) => void): Problems {
  const told = new Set<string>();
  return {
    report(where, cause) {
      if (told.has(where)) return;
      told.add(where);
      const why = cause instanceof Error ? cause.message : String(cause);
      tell({ where, message: redactor.text(`cannot write ${where}: ${why}`) });
    },
  };
}

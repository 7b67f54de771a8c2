import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWER_NAME, CONTEXT_NAME } from './file-names.ts';
import { makeFolder } from './make-folder.ts';

/** Writes an answer and what it was an answer to into a new folder below `base`. Throws what the system says. */
export function writeSnapshot(base: string, folder: string, content: string, context: string): void {
  makeFolder(base, folder);
  writeFileSync(join(folder, ANSWER_NAME), content);
  if (context !== '') writeFileSync(join(folder, CONTEXT_NAME), context);
}

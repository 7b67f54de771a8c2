import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWER_NAME, CONTEXT_NAME } from './file-names.ts';
import { makeFolder } from './make-folder.ts';

/** Writes an answer and what it was an answer to into a new folder below `base`. Rejects with what the system says. */
export async function writeSnapshot(base: string, folder: string, content: string, context: string): Promise<void> {
  await makeFolder(base, folder);
  await writeFile(join(folder, ANSWER_NAME), content);
  if (context !== '') await writeFile(join(folder, CONTEXT_NAME), context);
}

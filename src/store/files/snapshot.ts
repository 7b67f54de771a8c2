import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANSWER_NAME, CONTEXT_NAME } from './file-names.ts';

/** Writes an answer and what it was an answer to into a new folder. Rejects with what the system says. */
export async function writeSnapshot(folder: string, content: string, context: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ANSWER_NAME), content);
  if (context !== '') await writeFile(join(folder, CONTEXT_NAME), context);
}

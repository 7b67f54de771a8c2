import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../files/atomic-file.ts';

const RULE = '='.repeat(80);

/** One turn of `SESSION_SUMMARY.txt`. */
export interface SummaryBlock {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Adds a block to the summary of a session; the file begins with a head that names it. */
export async function addToSummary(sessionFolder: string, sessionId: string, block: SummaryBlock): Promise<void> {
  const path = join(sessionFolder, 'SESSION_SUMMARY.txt');
  const head = `${RULE}\nMulti-Turn Session: ${sessionId}\n${RULE}\n\n`;
  const before = await readFile(path, 'utf8').catch(() => head);
  await writeAtomic(path, `${before}\n${RULE}\n${block.title}\n${RULE}\n${block.lines.join('\n')}\n`);
}

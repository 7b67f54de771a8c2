import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolders } from './files/make-folder.ts';
import { folderStamp } from './local-time.ts';
import { unwritable } from './log/unwritable.ts';
import { systemCode } from '../shared/system-code.ts';

/** Runs that start in one microsecond are told apart by trying the next ones; more than this at once is no accident. */
const MAX_TRIES = 1000;

/** Where log folders go: `MASSGEN_LOG_BASE_DIR`, else `.massgen/massgen_logs` of the working directory. Absolute. */
export function logBaseDir(env: Readonly<Record<string, string | undefined>>, workingDirectory: string): string {
  const chosen = env['MASSGEN_LOG_BASE_DIR'];
  return chosen ? resolve(workingDirectory, chosen) : join(workingDirectory, '.massgen', 'massgen_logs');
}

/** Makes a log folder that no other process has: `log_YYYYMMDD_HHMMSS_ffffff`. Rejects with `LogUnwritable`. */
export async function makeLogFolder(baseDir: string, nowMs: number): Promise<string> {
  try {
    makeFolders(baseDir);
  } catch (cause) {
    throw unwritable(baseDir, cause);
  }
  for (let micros = 0; ; micros += 1) {
    const folder = join(baseDir, `log_${folderStamp(nowMs + Math.floor(micros / 1000), micros)}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (cause) {
      const exists = systemCode(cause) === 'EEXIST';
      if (!exists || micros >= MAX_TRIES) throw unwritable(folder, cause);
    }
  }
}

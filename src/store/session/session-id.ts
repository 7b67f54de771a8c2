import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderStamp } from '../local-time.ts';
import { readRegistry } from './registry.ts';

/** Folder of all sessions started in a working directory. */
export const sessionsDir = (workingDirectory: string): string => join(workingDirectory, '.massgen', 'sessions');

/**
 * `session_YYYYMMDD_HHMMSS`, local time. Two runs of one second are told apart: the second gets four hex digits more,
 * when the registry or the disk already knows the plain id.
 */
export async function newSessionId(
  nowMs: number,
  workingDirectory: string,
  registryPath: string | null,
): Promise<string> {
  const plain = `session_${folderStamp(nowMs, 0).slice(0, 'YYYYMMDD_HHMMSS'.length)}`;
  const entries = registryPath === null ? [] : await readRegistry(registryPath).catch(() => []);
  const known = entries.some((entry) => entry['session_id'] === plain);
  const onDisk = await stat(join(sessionsDir(workingDirectory), plain)).catch(() => null);
  return known || onDisk !== null ? `${plain}_${randomBytes(2).toString('hex')}` : plain;
}

import { randomBytes } from 'node:crypto';
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from '../files/make-folder.ts';
import { folderStamp } from '../local-time.ts';
import { readRegistry } from './registry.ts';
import { systemCode } from '../../shared/system-code.ts';

/** Folder of all sessions started in a working directory. */
export const sessionsDir = (workingDirectory: string): string => join(workingDirectory, '.massgen', 'sessions');

interface SessionIdOptions {
  readonly nowMs: number;
  readonly workingDirectory: string;
  /** `~/.massgen/sessions.json`; null when the run stays out of it. */
  readonly registryPath: string | null;
  /** `api_session` for calls of the library. */
  readonly prefix: 'session' | 'api_session';
  /** False while nothing is asked yet: no folder is made, and the id is only most probably free. */
  readonly claim: boolean;
}

const MAX_TRIES = 1000;

/**
 * `session_YYYYMMDD_HHMMSS`, local time. A claimed id is this run's alone: nobody else makes its folder below
 * `.massgen/sessions`. The second run of a second gets four hex digits more. Where no folder can be made, the id stands
 * all the same: what cannot be written is told when a turn is kept.
 */
export async function newSessionId(options: SessionIdOptions): Promise<string> {
  const { nowMs, workingDirectory, registryPath, prefix } = options;
  const plain = `${prefix}_${folderStamp(nowMs, 0).slice(0, 'YYYYMMDD_HHMMSS'.length)}`;
  const entries = registryPath === null ? [] : await readRegistry(registryPath).catch(() => []);
  const known = new Set(entries.map((entry) => entry['session_id']));
  const take = options.claim ? makeSession : isFree;
  let id = plain;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (!known.has(id) && (await take(sessionsDir(workingDirectory), id))) return id;
    id = `${plain}_${randomBytes(2).toString('hex')}`;
  }
  return id;
}

/** False when the folder is there already. */
async function makeSession(folder: string, id: string): Promise<boolean> {
  try {
    makeFolders(folder);
    await mkdir(join(folder, id));
    return true;
  } catch (cause) {
    return systemCode(cause) !== 'EEXIST';
  }
}

const isFree = async (folder: string, id: string): Promise<boolean> =>
  (await stat(join(folder, id)).catch(() => null)) === null;

/** Takes the folder of a session away again in which nothing was kept. Never rejects. */
export async function releaseSessionId(workingDirectory: string, id: string): Promise<void> {
  const folder = sessionsDir(workingDirectory);
  // Only empty folders can be removed so.
  await rmdir(join(folder, id)).catch(() => undefined);
  await rmdir(folder).catch(() => undefined);
}

import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../runtime/ports/clock.ts';
import { writeAtomic } from '../files/atomic-file.ts';
import { makeFolders } from '../files/make-folder.ts';
import { folderStamp, localIso } from '../local-time.ts';
import { withLock } from './lock.ts';
import { safeJson } from '../log/json-line.ts';
import { systemCode } from '../../shared/system-code.ts';

/** One session of the registry. Fields of other versions are kept as they are. */
export type RegistryEntry = Readonly<Record<string, unknown>>;

/** The entries, oldest first; none when there is no file. Rejects when the file is not a registry. */
export async function readRegistry(path: string): Promise<readonly RegistryEntry[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') return '{"sessions":[]}';
    throw cause;
  });
  const document: unknown = JSON.parse(text);
  const sessions =
    typeof document === 'object' && document !== null && 'sessions' in document ? document.sessions : null;
  if (!Array.isArray(sessions)) throw new Error(`${path} has no list of sessions`);
  return sessions.filter((entry): entry is RegistryEntry => typeof entry === 'object' && entry !== null);
}

/**
 * Changes the registry under a lock and replaces it atomically, so that runs side by side lose nothing. A file that is
 * not a registry is moved aside to `.corrupt-<time>` and begun again from the session folders in `sessionsFolder`.
 * Rejects when the folder cannot be written or the lock stays taken.
 */
export async function updateRegistry(
  path: string,
  sessionsFolder: string,
  clock: Clock,
  change: (entries: readonly RegistryEntry[]) => readonly RegistryEntry[],
): Promise<void> {
  makeFolders(dirname(path));
  await withLock(`${path}.lock`, clock, async () => {
    const entries = await readRegistry(path).catch(async () => {
      await rename(path, `${path}.corrupt-${folderStamp(clock.now(), 0)}`);
      return sessionsOnDisk(sessionsFolder);
    });
    await writeAtomic(path, `${safeJson(JSON.stringify({ sessions: change(entries) }, null, 2))}\n`);
  });
}

/** What can be said of the sessions whose entries are lost. */
async function sessionsOnDisk(folder: string): Promise<readonly RegistryEntry[]> {
  const names = await readdir(folder).catch(() => []);
  const entries = await Promise.all(
    names
      .toSorted((left, right) => left.localeCompare(right))
      .map(async (name) => {
        const made = await stat(join(folder, name)).catch(() => null);
        if (made === null || !made.isDirectory()) return [];
        return [
          {
            session_id: name,
            start_time: localIso(made.birthtimeMs),
            end_time: null,
            status: 'completed',
            config_path: null,
            model: null,
            description: null,
            subagent: false,
            parent_session_id: null,
            log_directory: null,
          },
        ];
      }),
  );
  return entries.flat();
}

/** The entry of a session. Runs that began in one second in two folders have one id there, and an entry each. */
export const entryAt = (entries: readonly RegistryEntry[], id: string, workingDirectory: string): number =>
  entries.findIndex(
    (entry) => entry['session_id'] === id && (entry['working_directory'] ?? workingDirectory) === workingDirectory,
  );

/** A new entry at the end, or the changed fields of the one that is there. */
export function withEntry(
  entries: readonly RegistryEntry[],
  id: string,
  fields: RegistryEntry,
  at: number = entries.findIndex((entry) => entry['session_id'] === id),
): readonly RegistryEntry[] {
  return at === -1
    ? [...entries, { session_id: id, ...fields }]
    : entries.with(at, { ...entries[at], ...fields, session_id: id });
}

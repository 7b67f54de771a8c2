import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { EVENT_LOG_NAME, STATUS_NAME, TEXT_LOG_NAME } from '../files/file-names.ts';

/** Where the event log of one attempt lies. Paths begin as they were given, so that what is printed can be typed again. */
export interface FoundLog {
  readonly eventsPath: string;
  /** As given: the folder of the run, of a turn or of an attempt; for a file, its folder. */
  readonly logDir: string;
  readonly attemptDir: string;
  readonly statusPath: string;
}

/** Folders of a kind, by their number. */
const TURN = /^turn_(\d{1,9})$/;
const ATTEMPT = /^attempt_(\d{1,9})$/;
const RUN = /^log_\d{8}_\d{6}/;

/**
 * Finds what to play: the newest attempt of the newest turn of a run, the newest attempt of a turn, an attempt, or an
 * `events.jsonl` itself. `at` makes a path readable (relative to another folder than the process has). The error is a
 * sentence on what is there instead.
 */
export async function findLog(
  given: string,
  at: (path: string) => string = (path) => path,
): Promise<Result<FoundLog, string>> {
  const isFile = await stat(at(given)).then(
    (found) => found.isFile(),
    () => null,
  );
  if (isFile === null) return fail(`${given}: there is no such folder`);
  if (isFile) return ok(foundIn(dirname(given), dirname(given), basename(given)));
  const names = await namesIn(at(given));
  if (names.includes(EVENT_LOG_NAME)) return ok(foundIn(given, given));
  const turns = numbered(names, TURN);
  const folders = turns.length === 0 ? [given] : turns.map((name) => join(given, name));
  let isOlder = isOfMassgen(names);
  for (const folder of folders) {
    const inside = await namesIn(at(folder));
    isOlder ||= isOfMassgen(inside);
    for (const attempt of numbered(inside, ATTEMPT).map((name) => join(folder, name))) {
      const files = await namesIn(at(attempt));
      if (files.includes(EVENT_LOG_NAME)) return ok(foundIn(given, attempt));
      isOlder ||= isOfMassgen(files);
    }
  }
  const runs = names.filter((name) => RUN.test(name)).toSorted();
  const newest = runs.at(-1);
  if (newest !== undefined)
    return fail(`${given}: holds ${runs.length} runs; name one, such as ${join(given, newest)}`);
  return fail(
    isOlder
      ? `${given}: this run was logged without ${EVENT_LOG_NAME}, as older MassGen versions do; its answers and votes can be read in its files, but there is nothing to play`
      : `${given}: there is no ${EVENT_LOG_NAME} in it, nor in turn_N/attempt_N`,
  );
}

const foundIn = (logDir: string, attemptDir: string, file = EVENT_LOG_NAME): FoundLog => ({
  eventsPath: join(attemptDir, file),
  logDir,
  attemptDir,
  statusPath: join(attemptDir, STATUS_NAME),
});

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Names of this kind, the highest number first. */
const numbered = (names: readonly string[], kind: RegExp): string[] =>
  names.filter((name) => kind.test(name)).toSorted((a, b) => Number(kind.exec(b)?.[1]) - Number(kind.exec(a)?.[1]));

const isOfMassgen = (names: readonly string[]): boolean =>
  names.includes(STATUS_NAME) || names.includes(TEXT_LOG_NAME) || names.includes('agent_outputs');

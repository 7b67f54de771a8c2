import { renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createAppender } from './appender.ts';
import type { Appender } from './appender.ts';
import { makeFolder } from './make-folder.ts';
import type { Problems } from './problems.ts';
import type { Rotation } from './rotate.ts';

/** More than this is not kept waiting for one file: it is written at once, so a slow disk slows the producer. */
const MAX_PENDING_CHARS = 1 << 20;

/**
 * Writes the files made from the log, one per turn of the event loop, off the path of the events. Bounded: a file that
 * is due twice before it was written once is written once, with its newest content. The writes themselves are
 * synchronous: for files this small a trip through the thread pool costs several times the write.
 */
export interface FileQueue {
  /** Replaces a file atomically (temp file, rename). `render` is called when its turn comes. */
  write(path: string, render: () => string): void;
  /**
   * Adds text at the end of a file, which starts empty. Texts that wait together are written together. A file that would
   * get longer than its rotation allows is put aside first.
   */
  append(path: string, text: string, rotation?: Rotation): void;
  /** Makes `path` a symbolic link to `target`; nothing happens where links are not to be had. */
  link(path: string, target: string): void;
  /** Resolves when nothing is waiting and what was put aside is packed. Never rejects: what failed was told to `problems`. */
  drain(): Promise<void>;
}

type Job =
  | { readonly kind: 'write'; readonly render: () => string }
  | { readonly kind: 'append'; text: string; readonly rotation: Rotation | undefined }
  | { readonly kind: 'link'; readonly target: string };

/** Folders are made as files need them, below `base`, which must be there. */
export function createFileQueue(base: string, problems: Problems): FileQueue {
  const waiting = new Map<string, Job>();
  const folders = new Set<string>([base]);
  const appender = createAppender();
  let running: Promise<void> | null = null;

  const perform = (path: string): void => {
    const job = waiting.get(path);
    waiting.delete(path);
    if (job === undefined) return;
    try {
      const folder = dirname(path);
      if (!folders.has(folder)) {
        makeFolder(base, folder);
        folders.add(folder);
      }
      writeJob(path, job, appender);
    } catch (cause) {
      problems.report(path, cause);
    }
  };

  const run = async (): Promise<void> => {
    // Starting a turn later lets everything that one event causes share the queue.
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const [path] = waiting.keys();
      if (path === undefined) break;
      perform(path);
    }
    running = null;
  };
  const start = (): Promise<void> => (running ??= run());
  const put = (path: string, job: Job): void => {
    waiting.set(path, job);
    void start();
  };

  return {
    write: (path, render) => put(path, { kind: 'write', render }),
    append(path, text, rotation) {
      const job = waiting.get(path);
      if (job?.kind === 'append') job.text += text;
      else put(path, { kind: 'append', text, rotation });
      if (job?.kind === 'append' && job.text.length > MAX_PENDING_CHARS) perform(path);
    },
    link: (path, target) => put(path, { kind: 'link', target }),
    async drain() {
      // A file may come while the last one is being written.
      do await start();
      while (waiting.size > 0);
      await appender.packed();
    },
  };
}

function writeJob(path: string, job: Job, appender: Appender): void {
  switch (job.kind) {
    case 'write':
      replaceFile(path, job.render());
      return;
    case 'append':
      appender.append(path, job.text, job.rotation);
      return;
    case 'link':
      try {
        unlinkSync(path);
      } catch {
        // Mostly there is none yet.
      }
      try {
        symlinkSync(job.target, path);
      } catch {
        // A convenience only: not every system lets everyone make links.
      }
  }
}

function replaceFile(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (cause) {
    // On a full disk the half of a file would keep the room that others need.
    rmSync(temporary, { force: true });
    throw cause;
  }
}

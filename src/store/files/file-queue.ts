import { appendFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomic } from './atomic-file.ts';
import { makeFolder } from './make-folder.ts';
import type { Problems } from './problems.ts';
import { rotate } from './rotate.ts';

/** When a disk is so slow that more than this waits for one file, what comes next is left out, counted and told there. */
const MAX_PENDING_CHARS = 1 << 20;

/**
 * Writes the files made from the log, one after another, off the path of the events. Bounded: a file that is due twice
 * before it was written once is written once, with its newest content.
 */
export interface FileQueue {
  /** Replaces a file atomically (temp file, rename). `render` is called when its turn comes. */
  write(path: string, render: () => string): void;
  /**
   * Adds text at the end of a file, which starts empty. Texts that wait together are written together. A file that would
   * get longer than `maxChars` is rotated first.
   */
  append(path: string, text: string, maxChars?: number): void;
  /** Makes `path` a symbolic link to `target`; nothing happens where links are not to be had. */
  link(path: string, target: string): void;
  /** Resolves when nothing is waiting. Never rejects: what failed was told to `problems`. */
  drain(): Promise<void>;
}

type Job =
  | { readonly kind: 'write'; readonly render: () => string }
  | { readonly kind: 'append'; text: string; dropped: number; readonly maxChars: number }
  | { readonly kind: 'link'; readonly target: string };

/** Folders are made as files need them, below `base`, which must be there. */
export function createFileQueue(base: string, problems: Problems): FileQueue {
  const waiting = new Map<string, Job>();
  const folders = new Set<string>([base]);
  const lengths = new Map<string, number>();
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    // Starting a tick later lets everything that one event causes share the queue.
    await Promise.resolve();
    for (;;) {
      const [next] = waiting;
      if (next === undefined) break;
      const [path, job] = next;
      waiting.delete(path);
      try {
        const folder = dirname(path);
        if (!folders.has(folder)) {
          await makeFolder(base, folder);
          folders.add(folder);
        }
        await perform(path, job, lengths);
      } catch (cause) {
        problems.report(path, cause);
      }
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
    append(path, text, maxChars = Number.POSITIVE_INFINITY) {
      const job = waiting.get(path);
      if (job?.kind !== 'append') put(path, { kind: 'append', text, dropped: 0, maxChars });
      else if (job.text.length + text.length <= MAX_PENDING_CHARS) job.text += text;
      else job.dropped += text.length;
    },
    link: (path, target) => put(path, { kind: 'link', target }),
    async drain() {
      // A file may come while the last one is being written.
      do await start();
      while (waiting.size > 0);
    },
  };
}

async function perform(path: string, job: Job, lengths: Map<string, number>): Promise<void> {
  switch (job.kind) {
    case 'write':
      return writeAtomic(path, job.render());
    case 'append': {
      const gap = job.dropped === 0 ? '' : `\n[${job.dropped} characters left out: slow disk; the log has them]\n`;
      const text = job.text + gap;
      const before = lengths.get(path);
      const isFull = before !== undefined && before + text.length > job.maxChars;
      if (isFull) await rotate(path);
      const fresh = before === undefined || isFull;
      await (fresh ? writeFile : appendFile)(path, text);
      lengths.set(path, fresh ? text.length : before + text.length);
      return;
    }
    case 'link':
      await unlink(path).catch(() => undefined);
      await symlink(job.target, path).catch(() => undefined);
  }
}

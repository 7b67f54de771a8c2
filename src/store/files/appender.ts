import { appendFileSync, writeFileSync } from 'node:fs';
import { rotate } from './rotate.ts';
import type { Rotation } from './rotate.ts';

/** Adds to files that start empty, and puts the full ones aside. */
export interface Appender {
  /** Throws when the text cannot be written. */
  append(path: string, text: string, rotation: Rotation | undefined): void;
  /** Resolves when nothing is being packed. Never rejects. */
  packed(): Promise<void>;
}

export function createAppender(): Appender {
  const bytesOf = new Map<string, number>();
  const packing = new Set<Promise<void>>();
  let rotations = 0;

  /** False when the file could not be moved: then it grows on, which loses nothing. */
  const putAside = (path: string, rotation: Rotation): boolean => {
    try {
      rotations += 1;
      const work = rotate(path, rotation, rotations).finally(() => packing.delete(work));
      packing.add(work);
      return true;
    } catch {
      return false;
    }
  };

  return {
    append(path, text, rotation) {
      const bytes = Buffer.byteLength(text);
      const before = bytesOf.get(path);
      const isFull = before !== undefined && rotation !== undefined && before + bytes > rotation.maxBytes;
      const isNew = before === undefined || (isFull && putAside(path, rotation));
      if (isNew) writeFileSync(path, text);
      else appendFileSync(path, text);
      bytesOf.set(path, (isNew ? 0 : before) + bytes);
    },
    async packed() {
      while (packing.size > 0) await Promise.all(packing);
    },
  };
}

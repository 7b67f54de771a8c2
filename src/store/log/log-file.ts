import { close, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

/** The few file operations an event log needs. Tests put a failing disk in its place. */
export interface LogFile {
  /** Appends; returns how many bytes were taken, which may be fewer. Throws what the system says. */
  write(bytes: Uint8Array): number;
  truncate(size: number): void;
  /** Resolves when everything written is on the disk. */
  sync(): Promise<void>;
  /** False once the file was deleted: writing goes on without error then, and into nothing. */
  exists(): boolean;
  close(): Promise<void>;
}

const syncData = promisify(fdatasync);
const closeFile = promisify(close);

/** Opens for appending, making the file if there is none. */
export function openLogFile(path: string): LogFile {
  const descriptor = openSync(path, 'a');
  return {
    write: (bytes) => writeSync(descriptor, bytes),
    truncate: (size) => ftruncateSync(descriptor, size),
    sync: () => syncData(descriptor),
    exists: () => fstatSync(descriptor).nlink > 0,
    close: () => closeFile(descriptor),
  };
}

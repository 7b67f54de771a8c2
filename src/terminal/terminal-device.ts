import type { Sink } from './sink.ts';
import type { Size } from './terminal.ts';

/** The two ends of a terminal: a real one, or one in memory for tests and recordings. */
export interface TerminalDevice {
  readonly sink: Sink;
  /** As the system reports it, 0 × 0 included. */
  size(): Size;
  /** Raw mode on, and bytes start to arrive. */
  take(): void;
  /** The modes from before; no more bytes. */
  release(): void;
  /** Set once each. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  onResize(listener: () => void): void;
  /** The input has ended: nobody is there any more. */
  onHangup(listener: (detail: string) => void): void;
  /** Stops the process group and resolves when it is continued. */
  stop(): Promise<void>;
  close(): void;
}

import type { PlacedLayout } from '../../views/layout-record.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { HostStart } from './host.ts';

/** The terminal of a program that runs in this process. */
export interface ProgramScreen {
  /** The present size. */
  readonly columns: number;
  readonly rows: number;
  /** Shows text. False: the reader is behind, and a program that can wait should wait for `onDrain`. Nothing is lost. */
  write(text: string): boolean;
  /** Set once each; what came before is kept for the listener. */
  onInput(listener: (data: string) => void): void;
  onResize(listener: (columns: number, rows: number) => void): void;
  onDrain(listener: () => void): void;
  /** Where the widgets are now, for exact lint rules. */
  layout(layout: PlacedLayout): void;
}

/**
 * A program that runs here instead of in a process of its own. Its time is the recorder's clock. It resolves with its exit
 * code, soon after the signal aborts at the latest; what it throws is shown on its screen and counts as exit code 1.
 */
export type InProcessProgram = (
  screen: ProgramScreen,
  clock: RecorderClock,
  start: HostStart,
  signal: AbortSignal,
) => Promise<number>;

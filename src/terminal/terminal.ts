import type { Capabilities } from './capabilities.ts';
import type { InputEvent } from './input/input-event.ts';
import type { FrameStats, Surface, SurfaceOptions } from './render/surface.ts';
import type { Styles } from './render/styles.ts';
import type { WidgetHost } from './host/widget-host.ts';

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** Ends a subscription. Calling it twice is harmless. */
export type Unsubscribe = () => void;

/** Why the terminal is no longer ours to draw on. `exitCode` is what a shell expects of a program that ends for it. */
export type TerminalEnd =
  | { readonly why: 'hangup'; readonly detail: string; readonly exitCode: 129 } // EPIPE, EIO, end of input, SIGHUP
  | { readonly why: 'signal'; readonly signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT'; readonly exitCode: number };

/**
 * The full-screen terminal as the dashboard sees it: surfaces to paint on, events that come in, and one way out.
 * Everything drawn goes through `surface`; nobody else writes to standard output while a terminal is open.
 */
export interface Terminal {
  /** Size that the next frame will have. A terminal that reports nonsense counts as 80×24. */
  readonly size: Size;
  /** Assumptions until the terminal has answered the start-up questions; see `onCapabilities`. */
  readonly capabilities: Capabilities;
  readonly styles: Styles;
  readonly stats: FrameStats;

  /** A new drawing area on top of the existing ones of its layer. It draws nothing until it has a rectangle. */
  surface(options: SurfaceOptions): Surface;
  /** The topmost surface at a cell, for mouse routing; null where nothing is. */
  surfaceAt(x: number, y: number): Surface | null;
  /** Where the hardware cursor stands after each frame (an input method draws there); null hides it. */
  setCursor(cell: { readonly x: number; readonly y: number } | null): void;

  /** Asks for a frame although no surface was invalidated, for example after `setCursor`. */
  requestFrame(): void;
  /** Draws now instead of in the next turn: for the first frame, so that nothing else comes before it. */
  drawNow(): void;
  /** Resolves when nothing is dirty and every byte has been handed to the terminal. For tests and for leaving. */
  idle(): Promise<void>;

  onInput(listener: (event: InputEvent) => void): Unsubscribe;
  /** After a burst of size changes has calmed down, before the frame of the new size: set the rectangles here. */
  onResize(listener: (size: Size) => void): Unsubscribe;
  onCapabilities(listener: (capabilities: Capabilities) => void): Unsubscribe;
  /**
   * Called once, when the terminal is gone or a signal asks the process to end; the screen is restored already. With no
   * listener the process exits at once; with one, the listener saves what it must and exits. A second signal exits at once.
   */
  onEnd(listener: (end: TerminalEnd) => void): Unsubscribe;

  /** Title of the window; control characters are removed. The former title comes back on close. */
  setTitle(title: string): void;
  /** Takes or gives back the mouse (native selection works while it is given back). */
  setMouse(captured: boolean): void;
  /** Ctrl-Z: gives the screen back, stops the process group, and repaints when it is continued. */
  suspend(): Promise<void>;
  /** Gives the terminal to a child program (an editor) while `work` runs, then takes it back and repaints. */
  lend<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Asks the start-up questions again and repaints everything (Ctrl-L). */
  refresh(): void;

  /** Stock widgets (lists, forms, questions) on top of all surfaces; loads neo-blessed on the first call. */
  widgets(): WidgetHost;

  /** Gives the screen back, then prints `after` on the normal screen. Idempotent and synchronous. */
  close(after?: string): void;
  /** The same as `close()`, for `using`. */
  [Symbol.dispose](): void;
}

export interface TerminalOptions {
  /** Variables that decide colours, widths and probing; usually `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Frames and marks of ASCII, whatever locale and terminal could show. Default false. */
  readonly ascii?: boolean;
  /** Window title from the start; none by default. */
  readonly title?: string;
  /** Default true. */
  readonly mouse?: boolean;
  /** Highest rate of stream frames per second. Default 30. Input is never held back. */
  readonly framesPerSecond?: number;
  /** How long a lone Escape byte may wait for the rest of a sequence, in ms. Default 25, or 50 over SSH. */
  readonly escapeMs?: number;
}

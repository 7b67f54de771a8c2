/** What a person or the terminal sent, already decoded. Nothing else ever leaves the decoder. */
export type InputEvent = KeyEvent | MouseEvent | PasteEvent | FocusEvent | ReportEvent;

export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

export interface KeyEvent extends Modifiers {
  readonly type: 'key';
  /**
   * The name a key table matches: `a`, `G`, `?`, `é`, `space`, `enter`, `tab`, `S-tab`, `escape`, `backspace`, `up`,
   * `pageup`, `f1`, `C-c`, `M-b`, `C-M-x`, `C-S-left`. Modifiers come in the order C, M, S; S only where it is not
   * already in the letter.
   */
  readonly chord: string;
  /** The key without modifiers, as in `chord`. */
  readonly name: string;
  /** What the key types: one code point, or `''` for a key that types nothing. Clusters form where text is edited. */
  readonly text: string;
}

export type MouseAction = 'press' | 'release' | 'drag' | 'move' | 'wheel_up' | 'wheel_down';
export type MouseButton = 'left' | 'middle' | 'right';

export interface MouseEvent extends Modifiers {
  readonly type: 'mouse';
  readonly action: MouseAction;
  /** Cell, counted from 0 at the top left. */
  readonly x: number;
  readonly y: number;
  /** Null for movement without a button and for the wheel. */
  readonly button: MouseButton | null;
}

/** One bracketed paste as one event, newlines as `\n`. The text is raw: clean it before it is drawn. */
interface PasteEvent {
  readonly type: 'paste';
  readonly text: string;
  /** True when the paste was longer than the decoder keeps; `text` is its beginning. */
  readonly truncated: boolean;
}

/** The terminal's window gained or lost the keyboard focus. */
interface FocusEvent {
  readonly type: 'focus';
  readonly focused: boolean;
}

/** An answer of the terminal to one of our questions. Never a key. */
export interface ReportEvent {
  readonly type: 'report';
  /** `CSI` reports: private prefix, intermediates and final byte (`?c`, `?$y`, `R`); strings: `OSC`, `DCS`, `APC`, `PM`, `SOS`. */
  readonly kind: string;
  /** Parameters, or the string's content. */
  readonly data: string;
}

/** The signs a screen is drawn with. All take one cell; none is an emoji; each has a stand-in of `terminal/text/ascii-signs`. */
export interface Glyphs {
  readonly spinner: readonly string[];
  /** Stands still where a spinner would turn. */
  readonly busy: string;
  readonly waiting: string;
  readonly done: string;
  readonly failed: string;
  readonly cancelled: string;
  readonly answered: string;
  readonly winner: string;
  readonly stopped: string;
  readonly again: string;
  readonly warning: string;
  readonly arrow: string;
  readonly focus: string;
  readonly down: string;
  readonly up: string;
  readonly bar: string;
  readonly dot: string;
  readonly rule: string;
  readonly divider: string;
  readonly bullet: string;
  readonly prompt: string;
  readonly stream: string;
  readonly light: Frame;
  readonly heavy: Frame;
}

export interface Frame {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly across: string;
  readonly side: string;
}

export const UNICODE_GLYPHS: Glyphs = {
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
  busy: '●',
  waiting: '◦',
  done: '✓',
  failed: '✗',
  cancelled: '⊘',
  answered: '◆',
  winner: '★',
  stopped: '■',
  again: '↻',
  warning: '!',
  arrow: '→',
  focus: '▸',
  down: '▼',
  up: '▲',
  bar: '█',
  dot: '·',
  rule: '─',
  divider: '│',
  bullet: '•',
  prompt: '>',
  stream: '▌',
  light: { topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘', across: '─', side: '│' },
  heavy: { topLeft: '┏', topRight: '┓', bottomLeft: '┗', bottomRight: '┛', across: '━', side: '┃' },
};

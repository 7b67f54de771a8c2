import type { Terminal } from '@xterm/headless';
import type { TerminalColours } from '../default-colours.ts';
import { createColourReplies } from './colour-replies.ts';

export interface ReplyOptions {
  readonly colours: TerminalColours;
  /** Pixels of one cell, for programs that ask how large the window is. */
  readonly cell: { readonly width: number; readonly height: number };
  readonly graphemes: boolean;
}

/** Answers that nobody has read yet. Full: newer ones are dropped, as a program that asks and never reads deserves. */
const MAX_PENDING_REPLIES = 65_536;

const ST = '\x1b\\';
const WINDOW_PIXELS = 14;
const CELL_PIXELS = 16;
const SCREEN_CELLS = 19;
const COLOUR_SCHEME = 996;
const GRAPHEME_MODE = 2027;

/**
 * Answers what the emulator itself leaves open: colours (OSC 4, 10, 11, 12), window and cell size in pixels, name
 * (`CSI > q`), keyboard protocol (`CSI ? u`: none), light or dark, grapheme mode, termcap queries. The result takes the
 * answers gathered so far.
 */
export function gatherReplies(terminal: Terminal, { colours, cell, graphemes }: ReplyOptions): () => string {
  let pending = '';
  const reply = (text: string): true => {
    if (pending.length + text.length <= MAX_PENDING_REPLIES) pending += text;
    return true;
  };
  const { parser } = terminal;
  terminal.onData(reply);
  createColourReplies(parser, colours, reply);

  parser.registerCsiHandler({ final: 't' }, ([kind, part]) => {
    const [width, height] = [terminal.cols * cell.width, terminal.rows * cell.height];
    if (kind === WINDOW_PIXELS && part !== 2) return reply(`\x1b[4;${height};${width}t`);
    if (kind === CELL_PIXELS) return reply(`\x1b[6;${cell.height};${cell.width}t`);
    if (kind === SCREEN_CELLS) return reply(`\x1b[9;${terminal.rows};${terminal.cols}t`);
    return false;
  });
  parser.registerCsiHandler({ prefix: '>', final: 'q' }, ([kind]) =>
    kind === 0 ? reply(`\x1bP>|xterm.js(6.0.0)${ST}`) : false,
  );
  parser.registerCsiHandler({ prefix: '?', final: 'u' }, () => reply('\x1b[?0u'));
  parser.registerCsiHandler({ prefix: '?', final: 'n' }, ([kind]) =>
    kind === COLOUR_SCHEME ? reply(`\x1b[?997;${isDark(colours.background) ? 1 : 2}n`) : false,
  );
  parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, ([mode]) =>
    mode === GRAPHEME_MODE && graphemes ? reply('\x1b[?2027;3$y') : false,
  );
  parser.registerDcsHandler({ intermediates: '+', final: 'q' }, () => reply(`\x1bP0+r${ST}`));

  return () => {
    const taken = pending;
    pending = '';
    return taken;
  };
}

/** Perceived brightness, as programs judge it that choose between their light and their dark colours. */
function isDark(rgb: number): boolean {
  const [red, green, blue] = [rgb >>> 16, (rgb >>> 8) & 255, rgb & 255];
  return 299 * red + 587 * green + 114 * blue < 128_000;
}

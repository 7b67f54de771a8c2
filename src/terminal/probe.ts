import type { Capabilities, ColourDepth, Environment } from './capabilities.ts';
import { depthIsGiven, isBareConsole, isRemote } from './capabilities.ts';
import type { ReportEvent } from './input/input-event.ts';
import type { Size } from './terminal.ts';

/** One round of questions to the terminal, answered in order and ended by its device attributes. */
export interface Probe {
  /** What to send, right after entering the alternate screen and before the first frame covers it. `''`: ask nothing. */
  readonly questions: string;
  /** Takes one answer; true when it was the last one. */
  take(report: ReportEvent): boolean;
  /** What is known now, complete or not. */
  result(): Capabilities;
}

/** How long answers may take. Later ones are swallowed by the decoder and change nothing. */
export const probeLimitMs = (env: Environment): number => (isRemote(env) ? 600 : 250);

// Wide letter, plain emoji, emoji by selector, flag, joined family. Row 2: a position in row 1 could be read as F3.
const CLUSTER_SAMPLES = ['漢', '🚀', '❤\ufe0f', '🇯🇵', '👨‍👩‍👧'] as const;
// Wide only in East Asian fonts: what frames and what marks are made of.
const SAMPLES = [...CLUSTER_SAMPLES, '│', '●'] as const;
const MEASURE = '\x1b[6n';
const CLEAR_SAMPLE = '\x1b[2;1H\x1b[2K';
const ASK_COLOURS = '\x1b[48:2:1:2:3m\x1bP$qm\x1b\\\x1b[0m'; // does it remember an exact colour?
const QUERIES = '\x1b[?2026$p\x1b[?u\x1b]11;?\x1b\\';
const LAST_QUESTION = '\x1b[c';

/** Terminals that print what they do not understand are asked nothing. */
function mayAsk(env: Environment): boolean {
  return env['MASSGEN_TUI_PROBE'] !== 'off' && !isBareConsole(env) && !/^(dumb|$)/.test(env['TERM'] ?? '');
}

export function createProbe(env: Environment, size: Size, assumed: Capabilities): Probe {
  const measured: number[] = [];
  const roomForSamples = size.rows >= 2 && size.cols >= 12;
  let synchronized = assumed.synchronized;
  let kittyKeys = assumed.kittyKeys;
  let background = assumed.background;
  let depth: ColourDepth = assumed.depth;
  let complete = false;

  const samples = roomForSamples ? SAMPLES.map((sample) => `\x1b[2;1H${sample}${MEASURE}`).join('') + CLEAR_SAMPLE : '';
  const questions = mayAsk(env) ? `${samples}${depthIsGiven(env) ? '' : ASK_COLOURS}${QUERIES}${LAST_QUESTION}` : '';

  function widths(): Pick<Capabilities, 'widths' | 'emojiCells' | 'ambiguousCells' | 'signs'> {
    const forced = env['MASSGEN_TUI_WIDTHS'];
    const [, emoji, selector, flag, family, line, mark] = measured;
    const isWide = line === 2 || mark === 2;
    const clusters = selector === 2 && flag === 2 && family === 2;
    const found = measured.length >= CLUSTER_SAMPLES.length && clusters ? 'grapheme' : 'codepoint';
    return {
      widths: forced === 'grapheme' || forced === 'codepoint' ? forced : measured.length > 0 ? found : assumed.widths,
      emojiCells: emoji === 1 ? 1 : 2,
      ambiguousCells: isWide ? 2 : 1,
      signs: isWide ? 'ascii' : assumed.signs,
    };
  }

  return {
    questions,
    take({ kind, data }) {
      if (kind === 'R') measured.push(Number(data.split(';')[1]) - 1);
      // tmux answers for itself, not for the terminal around it.
      else if (kind === '?$y' && /^2026;[123]$/.test(data)) synchronized = !assumed.tmux;
      else if (kind === '?u') kittyKeys = true;
      else if (kind === 'OSC' && data.startsWith('11;')) background = parseColour(data.slice(3)) ?? background;
      else if (kind === 'DCS' && /^1\$r.*48[:;]2[:;]+1[:;]2[:;]3/.test(data)) depth = 24;
      else if (kind === '?c') complete = true;
      return complete;
    },
    result: () => ({ ...assumed, ...widths(), synchronized, kittyKeys, background, depth, probed: complete }),
  };
}

/** `rgb:ff/ff/ff` with one to four digits per part, as terminals report colours. */
function parseColour(text: string): number | null {
  const match = /^rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})/i.exec(text);
  if (match === null) return null;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((digits) => {
    const full = 16 ** digits.length - 1;
    return Math.round((Number.parseInt(digits, 16) / full) * 255);
  });
  return (red << 16) | (green << 8) | blue;
}

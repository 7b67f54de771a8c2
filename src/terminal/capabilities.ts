/** Bits per colour the terminal is given: 24 exact, 8 palette of 256, 4 the sixteen names, 1 no colour at all. */
export type ColourDepth = 24 | 8 | 4 | 1;

/** How the terminal advances its cursor: by whole grapheme clusters, or by adding up code points. */
type WidthModel = 'grapheme' | 'codepoint';

/** What is known about the terminal. Starts as `assume()` and is replaced once, when the probe has been answered. */
export interface Capabilities {
  readonly depth: ColourDepth;
  /** Frames may be wrapped in synchronized output (mode 2026). */
  readonly synchronized: boolean;
  readonly widths: WidthModel;
  /** Cells a plain emoji takes: 2, or 1 in terminals with old tables. */
  readonly emojiCells: 1 | 2;
  /** Cells of what is wide only in East Asian fonts: most terminals say 1. */
  readonly ambiguousCells: 1 | 2;
  /** What frames and marks are drawn with; `ascii` where the locale, TERM or the width of such signs leaves nothing else. */
  readonly signs: 'unicode' | 'ascii';
  /** Keys arrive as `CSI u` (kitty protocol), so Shift+Enter and a lone Escape are told apart at once. */
  readonly kittyKeys: boolean;
  /** The terminal's own background as 24-bit RGB, or null when neither it nor COLORFGBG says. */
  readonly background: number | null;
  readonly tmux: boolean;
  /** The terminal is at the other end of an SSH connection: bytes are dear. */
  readonly remote: boolean;
  /** True once the terminal has answered; false while these are assumptions. */
  readonly probed: boolean;
}

/** Environment variables that decide something about the terminal; a plain object so that tests can pass their own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** True where full-screen drawing is possible at all; otherwise the caller must print plain lines. */
export function canDraw(env: Environment, isTty: boolean): boolean {
  const term = env['TERM'] ?? '';
  return isTty && term !== '' && term !== 'dumb';
}

/** True over SSH. */
export const isRemote = (env: Environment): boolean => (env['SSH_CONNECTION'] ?? env['SSH_TTY'] ?? '') !== '';

/** Terminals that print what they do not understand, and whose fonts hold little more than ASCII. */
export const isBareConsole = (env: Environment): boolean => /^(linux|vt\d|cons)/.test(env['TERM'] ?? '');

/**
 * False where the locale names another character set than UTF-8: LC_ALL, then LC_CTYPE, then LANG, of which an empty one
 * does not count. No locale at all, or one that names no character set, says nothing: terminals speak UTF-8.
 */
export function hasUtf8(env: Environment): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '');
  if (locale === undefined) return true;
  const [, name = '', charset] = /^([^.@]*)(?:\.([^@]*))?/.exec(locale) ?? [];
  if (charset !== undefined) return /^utf-?8$/i.test(charset);
  return !/^(C|POSIX)$/i.test(name) && !locale.endsWith('@euro');
}

/** Best guess before the terminal has said anything. Conservative where a wrong guess would leave marks on the screen. */
export function assume(env: Environment): Capabilities {
  return {
    depth: colourDepth(env),
    synchronized: false,
    widths: env['MASSGEN_TUI_WIDTHS'] === 'grapheme' ? 'grapheme' : 'codepoint',
    emojiCells: 2,
    ambiguousCells: 1,
    signs: hasUtf8(env) && !isBareConsole(env) ? 'unicode' : 'ascii',
    kittyKeys: false,
    background: backgroundOf(env['COLORFGBG']),
    tmux: (env['TMUX'] ?? '') !== '' || /^(tmux|screen)/.test(env['TERM'] ?? ''),
    remote: isRemote(env),
    probed: false,
  };
}

/** Some terminals leave `foreground;background` there, as numbers of the sixteen colours. Only a light background is believed: others are the default. */
function backgroundOf(colours: string | undefined): number | null {
  const number = /;(\d+)$/.exec(colours ?? '')?.[1];
  return number === '7' || number === '15' ? 0xffffff : null;
}

/** True when the environment states the depth, so that the terminal need not be asked. */
export function depthIsGiven(env: Environment): boolean {
  return ['NO_COLOR', 'FORCE_COLOR', 'CLICOLOR_FORCE', 'COLORTERM'].some((name) => (env[name] ?? '') !== '');
}

/** NO_COLOR, then FORCE_COLOR / CLICOLOR_FORCE, then COLORTERM, then well-known programs, then the name in TERM. Terminfo is never asked. */
export function colourDepth(env: Environment): ColourDepth {
  const forced = forcedDepth(env['FORCE_COLOR'] ?? env['CLICOLOR_FORCE']);
  if ((env['NO_COLOR'] ?? '') !== '') return 1;
  if (forced !== null) return forced;
  if (/^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return 24;
  const term = env['TERM'] ?? '';
  if (/^(iTerm\.app|WezTerm|ghostty|vscode|rio)$/i.test(env['TERM_PROGRAM'] ?? '')) return 24;
  if (/direct|kitty|alacritty|ghostty|wezterm|foot|contour/.test(term)) return 24;
  if (/256/.test(term)) return 8;
  if (term === '' || /^(dumb|vt\d|network|unknown)/.test(term)) return 1;
  return 4;
}

function forcedDepth(value: string | undefined): ColourDepth | null {
  if (value === undefined || value === '') return null;
  const depths: Readonly<Record<string, ColourDepth>> = { '0': 1, '1': 4, '2': 8, '3': 24, false: 1, true: 24 };
  return depths[value] ?? 4;
}

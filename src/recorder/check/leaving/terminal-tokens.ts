/** One piece of a program's output: text, or one whole control sequence. */
export type TerminalToken =
  | { readonly kind: 'text'; readonly text: string }
  /** `ESC [ … final`; `prefix` is `?`, `>`, `=`, `<` or empty, `middle` the intermediate characters. */
  | {
      readonly kind: 'csi';
      readonly prefix: string;
      readonly parameters: readonly string[];
      readonly middle: string;
      readonly final: string;
    }
  /** `ESC` and one or more characters. */
  | { readonly kind: 'escape'; readonly text: string }
  /** A title, a colour, a device string: nothing that stands in a cell. */
  | { readonly kind: 'string' };

/** Cuts output that may be torn anywhere into whole pieces; what is not whole yet waits for more. */
export interface TerminalTokens {
  push(output: string): readonly TerminalToken[];
}

const ESC = '\u001b';
/** A sequence that is longer is none: programs may print anything. */
const LONGEST_WAIT = 65_536;

const CSI = new RegExp(`${ESC}\\[([<=>?]?)([0-9:;]*)([ -/]*)([@-~])`, 'y');
const STRING = new RegExp(`${ESC}[\\]PX^_][^\\u0007${ESC}]*(?:\\u0007|${ESC}\\\\)`, 'y');
/** All but the ones that begin longer sequences. */
const SHORT = new RegExp(`${ESC}[ -/]*[0-OQ-WYZ\\\\\`-~]`, 'y');
/** What could still become a sequence when more comes. */
const UNFINISHED = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*|[\\]PX^_][^\\u0007${ESC}]*${ESC}?|[ -/]*)$`, 'y');

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function createTerminalTokens(): TerminalTokens {
  let waiting = '';
  return {
    push(output) {
      const text = waiting + output;
      waiting = '';
      const tokens: TerminalToken[] = [];
      let at = 0;
      while (at < text.length) {
        const escape = text.indexOf(ESC, at);
        if (escape !== at) {
          const end = escape < 0 ? text.length : escape;
          tokens.push({ kind: 'text', text: text.slice(at, end) });
          at = end;
          continue;
        }
        const csi = matchAt(CSI, text, at);
        const other = csi ?? matchAt(STRING, text, at) ?? matchAt(SHORT, text, at);
        if (csi !== null) {
          const [, prefix = '', parameters = '', middle = '', final = ''] = csi;
          tokens.push({ kind: 'csi', prefix, parameters: parameters.split(';'), middle, final });
        } else if (other !== null) {
          const isString = /[\]PX^_]/.test(other[0].charAt(1));
          tokens.push(isString ? { kind: 'string' } : { kind: 'escape', text: other[0].slice(1) });
        } else if (matchAt(UNFINISHED, text, at) !== null) {
          if (text.length - at <= LONGEST_WAIT) waiting = text.slice(at);
          break;
        }
        at += other === null ? 1 : other[0].length;
      }
      return tokens;
    },
  };
}

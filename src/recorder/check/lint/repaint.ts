import type { LintFrame, LintRule } from './rule.ts';
import { NOTHING } from './rule.ts';

const BYTES_PER_CELL = 3;
/** Bytes that an update may take beside three for each changed cell. */
const UPDATE_LIMIT = 400;
/** Bytes in a second, for programs that do not tell when they update. */
const SECOND_LIMIT = 200_000;
const WINDOW_MS = 1000;

/** Updates print little more than what changed; without layouts: no second is full of output. Only ever warns. */
export const REPAINT: LintRule = {
  name: 'repaint',
  about: 'updates print little more than what changed',
  unit: 'bytes beside three for each changed cell, or bytes in a second',
  weight: 1,
  basis: ({ hasLayouts }) => ({ how: hasLayouts ? 'exact' : 'heuristic', severity: 'warning' }),
  start: ({ hasLayouts }, limit) => {
    if (hasLayouts) return { look: (frame) => (isWasteful(frame, limit ?? UPDATE_LIMIT) ? WASTEFUL : NOTHING) };
    const window: { readonly atMs: number; readonly bytes: number }[] = [];
    let sum = 0;
    return {
      look: ({ output, atMs }) => {
        const bytes = utf8Length(output);
        window.push({ atMs, bytes });
        sum += bytes;
        for (let first = window[0]; first !== undefined && first.atMs <= atMs - WINDOW_MS; first = window[0]) {
          sum -= first.bytes;
          window.shift();
        }
        return sum > (limit ?? SECOND_LIMIT) ? FLOOD : NOTHING;
      },
    };
  },
};

const WASTEFUL = [{ message: 'an update printed far more than what changed', rows: null }] as const;
const FLOOD = [{ message: 'the program printed more in a second than a screen can show', rows: null }] as const;

/** Programs that redraw are judged; what scrolls by as plain text is as long as it is. */
function isWasteful({ output, outputsMs, changedCells, grid, layout }: LintFrame, limit: number): boolean {
  if (layout === null || !grid.modes.altScreen) return false;
  return utf8Length(output) > BYTES_PER_CELL * changedCells + limit * Math.max(1, outputsMs.length);
}

/** Bytes of the text in UTF-8; half a surrogate pair counts as its replacement. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLow(text.charCodeAt(at + 1))) {
      bytes += 2; // four bytes for two units
      at += 1;
    } else bytes += 2;
  }
  return bytes;
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

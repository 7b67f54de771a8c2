import type { DecorationMetrics } from '../../picture/decorations.ts';
import { xmlText } from './xml.ts';

interface Piece {
  readonly attributes: string;
  /** Takes more characters; a wide or combined one stands alone, because viewers count its parts differently. */
  readonly isOpen: boolean;
  readonly xs: number[];
  text: string;
}

/** Builds the text of a row so that it can be selected and copied with its spaces. */
export interface TextRow {
  /** Cells without a letter; drawn figures count as such. */
  blank(column: number, cells: number): void;
  write(column: number, cluster: string, isWide: boolean, attributes: string): void;
  markup(): string;
}

export function createTextRow({ width, baseline }: DecorationMetrics): TextRow {
  const pieces: Piece[] = [];
  let blanks: number[] = [];

  /** Spaces go to the end of the text before them, where they need a place only if that text goes on. */
  const endWithBlanks = (last: Piece, goesOn: boolean): void => {
    last.text += ' '.repeat(blanks.length);
    if (goesOn) last.xs.push(...blanks);
    blanks = [];
  };

  return {
    blank: (column, cells) => {
      for (let cell = 0; cell < cells; cell += 1) blanks.push((column + cell) * width);
    },
    write: (column, cluster, isWide, attributes) => {
      const isOpen = !isWide && cluster.length === 1;
      const before = pieces.at(-1);
      const goesOn = before !== undefined && before.isOpen && isOpen && before.attributes === attributes;
      if (before !== undefined) endWithBlanks(before, goesOn);
      if (goesOn) {
        before.text += cluster;
        before.xs.push(column * width);
        return;
      }
      pieces.push({ attributes, isOpen, xs: [...blanks, column * width], text: ' '.repeat(blanks.length) + cluster });
      blanks = [];
    },
    markup: () => {
      if (pieces.length === 0) return '';
      const spans = pieces.map(
        ({ xs, attributes, text }) => `<tspan x="${xs.join(' ')}"${attributes}>${xmlText(text)}</tspan>`,
      );
      return `<text y="${baseline}">${spans.join('')}</text>`;
    },
  };
}

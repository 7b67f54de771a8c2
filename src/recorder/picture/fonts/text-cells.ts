import { splitClusters, textWidth } from '../../../terminal/text/clusters.ts';

/** A character as people count them, and the cells it takes. */
export interface TextCell {
  readonly text: string;
  readonly cells: 1 | 2;
}

const ELLIPSIS: TextCell = { text: '…', cells: 1 };

const cellsOf = (text: string): readonly TextCell[] =>
  splitClusters(text).flatMap((cluster): readonly TextCell[] => {
    const width = textWidth(cluster);
    return width === 0 ? [] : [{ text: cluster, cells: width === 1 ? 1 : 2 }];
  });

/** How many cells all of them take. */
export const widthOf = (cells: readonly TextCell[]): number => cells.reduce((sum, each) => sum + each.cells, 0);

/** As many from the beginning as there is room for, with `…` behind where something is cut. */
export function fitBeginning(text: string, room: number): readonly TextCell[] {
  const all = cellsOf(text);
  return widthOf(all) <= room ? all : [...firstOf(all, room - ELLIPSIS.cells), ELLIPSIS];
}

/** As many from the end as there is room for, with `…` before where something is cut. */
export function fitEnd(text: string, room: number): readonly TextCell[] {
  const all = cellsOf(text);
  return widthOf(all) <= room ? all : [ELLIPSIS, ...firstOf(all.toReversed(), room - ELLIPSIS.cells).toReversed()];
}

function firstOf(cells: readonly TextCell[], room: number): readonly TextCell[] {
  let left = room;
  const end = cells.findIndex((each) => (left -= each.cells) < 0);
  return end < 0 ? cells : cells.slice(0, end);
}

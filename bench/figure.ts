/** One measured line of the table. `ours` and `reference` are medians in `unit`, measured in turns in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** The other side of the ratio; null when the bound is absolute. */
  readonly reference: number | null;
  readonly ratio: number | null;
  /** What must not be passed: of the ratio when there is one, else of `ours`. Null: told for comparison only. */
  readonly bound: number | null;
  /** Bounds are ceilings unless a figure is a rate that must reach its bound. */
  readonly atLeast?: true;
  readonly note?: string;
}

export const isMet = ({ ours, ratio, bound, atLeast }: Figure): boolean => {
  const measured = ratio ?? ours;
  if (bound === null) return true;
  return atLeast ? measured >= bound : measured <= bound;
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

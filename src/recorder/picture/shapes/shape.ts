/** A filled figure inside a cell. Pixels from the cell's upper left corner; `coverage` is 1 but for shades. */
export type Shape =
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly coverage: number;
    }
  | {
      readonly kind: 'polygon';
      /** x0, y0, x1, y1, …; clockwise on the screen. */
      readonly points: readonly number[];
      readonly coverage: number;
    };

/** From edge to edge instead of by size, because edges are what has to meet. */
export const rectangle = (left: number, top: number, right: number, bottom: number, coverage = 1): Shape => ({
  kind: 'rectangle',
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
  coverage,
});

export const polygon = (...points: readonly number[]): Shape => ({ kind: 'polygon', points, coverage: 1 });

/** How thick the lines of a cell are, and where they run. */
export interface CellLines {
  readonly width: number;
  readonly height: number;
  readonly light: number;
  readonly heavy: number;
  /** How far the two lines of a double one lie to either side of where the light one would be. */
  readonly apart: number;
  /** Left edge of a light vertical line; top edge of a light horizontal one. */
  readonly lineX: number;
  readonly lineY: number;
}

export function cellLines(width: number, height: number): CellLines {
  const light = Math.max(1, Math.round(width * 0.085));
  // The difference is even, so that a heavy line has the light one in its middle.
  const heavy = light + 2 * Math.max(1, Math.floor(light / 2));
  return {
    width,
    height,
    light,
    heavy,
    apart: Math.round(light * 1.5),
    lineX: Math.floor((width - light) / 2),
    lineY: Math.floor((height - light) / 2),
  };
}

const ARC_STEPS = 12;

/**
 * Points of a quarter of the unit circle from (1, 0) to (0, 1). The rational form needs no sine: such functions may
 * differ between builds of the engine, and pictures must not.
 */
export const QUARTER_CIRCLE: readonly (readonly [x: number, y: number])[] = Array.from(
  { length: ARC_STEPS + 1 },
  (_, step) => {
    const t = step / ARC_STEPS;
    const whole = 1 + t * t;
    return [(1 - t * t) / whole, (2 * t) / whole] as const;
  },
);

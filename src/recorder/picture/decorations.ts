import { cellLines, polygon, rectangle } from './shapes/shape.ts';
import type { Shape } from './shapes/shape.ts';

/** Where lines run in a cell; pixels. */
export interface DecorationMetrics {
  readonly width: number;
  readonly height: number;
  readonly baseline: number;
  readonly fontSize: number;
}

/** As the grid counts them: 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
export type UnderlineKind = 1 | 2 | 3 | 4 | 5;

const WAVE_STEPS = 6;

/** An underline of one cell; its pattern goes on without a seam in the next. */
export function underlineShapes(kind: UnderlineKind, metrics: DecorationMetrics): readonly Shape[] {
  const { width, height, baseline, fontSize } = metrics;
  const thickness = lineThickness(metrics);
  const top = Math.min(baseline + Math.max(1, Math.round(fontSize * 0.11)), height - thickness);
  switch (kind) {
    case 1:
      return [rectangle(0, top, width, top + thickness)];
    case 2: {
      const second = Math.min(top + 2 * thickness, height - thickness);
      return [second - 2 * thickness, second].map((y) => rectangle(0, y, width, y + thickness));
    }
    case 3:
      return [wave(metrics, thickness)];
    case 4: {
      const count = Math.max(1, Math.round(width / (2 * thickness)));
      return Array.from({ length: count }, (_, index) => {
        const left = Math.round((index * width) / count);
        return rectangle(left, top, Math.min(width, left + thickness), top + thickness);
      });
    }
    case 5: {
      const gap = Math.max(1, Math.round(width / 3));
      const half = Math.floor(gap / 2);
      return [rectangle(half, top, width - (gap - half), top + thickness)];
    }
  }
}

export function strikeShapes(metrics: DecorationMetrics): readonly Shape[] {
  const thickness = lineThickness(metrics);
  const top = metrics.baseline - Math.round(metrics.fontSize * 0.29) - Math.floor(thickness / 2);
  return [rectangle(0, top, metrics.width, top + thickness)];
}

export const overlineShapes = (metrics: DecorationMetrics): readonly Shape[] => [
  rectangle(0, 0, metrics.width, lineThickness(metrics)),
];

const lineThickness = ({ width, height }: DecorationMetrics): number => cellLines(width, height).light;

/** One hill and one valley, made of parabolas. */
function wave({ width, height, baseline, fontSize }: DecorationMetrics, thickness: number): Shape {
  const swing = Math.max(1, fontSize * 0.07);
  const stroke = Math.max(thickness, fontSize * 0.09);
  const middle = Math.min(baseline + fontSize * 0.17, height - swing - stroke / 2);
  const upper: number[] = [];
  const lower: number[] = [];
  for (let step = 0; step <= 2 * WAVE_STEPS; step += 1) {
    const part = (step % WAVE_STEPS) / WAVE_STEPS;
    const height4 = 4 * part * (1 - part) * swing;
    const y = middle + (step < WAVE_STEPS ? -height4 : height4);
    const x = (width * step) / (2 * WAVE_STEPS);
    upper.push(x, y - stroke / 2);
    lower.unshift(x, y + stroke / 2);
  }
  return polygon(...upper, ...lower);
}

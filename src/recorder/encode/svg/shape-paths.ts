import type { Shape } from '../../picture/shapes/shape.ts';
import { cssColour, shortNumber } from './xml.ts';

/** Collects figures of one kind of ink in one path each, in the order the kinds were first used. */
export interface ShapePaths {
  add(shapes: readonly Shape[], left: number, top: number, colour: number): void;
  rectangle(left: number, top: number, width: number, height: number, colour: number): void;
  markup(): string;
}

type Edges = { readonly left: number; readonly top: number; right: number; readonly bottom: number };

const outline = (points: readonly number[], left: number, top: number): string => {
  let path = '';
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x = 0, y = 0] = [points[at], points[at + 1]];
    path += `${at === 0 ? 'M' : 'L'}${shortNumber(left + x)} ${shortNumber(top + y)}`;
  }
  return `${path}z`;
};

const outlineOf = ({ left, top, right, bottom }: Edges): string => {
  const [width, height] = [right - left, bottom - top];
  return `M${shortNumber(left)} ${shortNumber(top)}h${shortNumber(width)}v${shortNumber(height)}h${shortNumber(-width)}z`;
};

/** What is drawn with one ink. A rectangle that goes on where one before it ends makes that one longer. */
interface InkPath {
  readonly rectangles: Edges[];
  /** The last one at each height. */
  readonly open: Map<string, Edges>;
  polygons: string;
}

export function createShapePaths(): ShapePaths {
  const paths = new Map<string, InkPath>();
  const pathOf = (colour: number, coverage: number): InkPath => {
    const attributes = `fill="${cssColour(colour)}"${coverage < 1 ? ` opacity="${shortNumber(coverage)}"` : ''}`;
    const known = paths.get(attributes) ?? { rectangles: [], open: new Map(), polygons: '' };
    paths.set(attributes, known);
    return known;
  };
  const addRectangle = ({ rectangles, open }: InkPath, edges: Edges): void => {
    const height = `${edges.top} ${edges.bottom}`;
    const before = open.get(height);
    if (before !== undefined && edges.left >= before.left && edges.left <= before.right) {
      before.right = Math.max(before.right, edges.right);
      return;
    }
    rectangles.push(edges);
    open.set(height, edges);
  };
  const rectangle = (x: number, y: number, width: number, height: number, colour: number, coverage = 1): void =>
    addRectangle(pathOf(colour, coverage), { left: x, top: y, right: x + width, bottom: y + height });
  return {
    add: (shapes, left, top, colour) => {
      for (const shape of shapes) {
        const { coverage } = shape;
        if (shape.kind === 'polygon') pathOf(colour, coverage).polygons += outline(shape.points, left, top);
        else rectangle(left + shape.x, top + shape.y, shape.width, shape.height, colour, coverage);
      }
    },
    rectangle,
    markup: () =>
      Array.from(paths, ([attributes, { rectangles, polygons }]) => {
        return `<path ${attributes} d="${rectangles.map(outlineOf).join('')}${polygons}"/>`;
      }).join(''),
  };
}

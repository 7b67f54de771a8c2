/** How much of each pixel is covered, 0…1, row by row. */
interface Coverage {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Fills polygons with exact area coverage. Where figures lie over each other the pixel stays full. */
export interface Raster {
  /** x0, y0, x1, y1, …; closed by itself, moved to the right by `shift`. What lies outside the picture is cut off. */
  add(points: ArrayLike<number>, shift?: number): void;
  coverage(): Coverage;
}

/**
 * A signed-area rasteriser: every edge adds, in each row it crosses, the area to its right to an accumulation buffer;
 * summing a row up gives the coverage. Only + − × ÷, so the same on every machine.
 */
export function createRaster(width: number, height: number): Raster {
  const stride = width + 2;
  const sums = new Float32Array(stride * height);

  const edge = (fromX: number, fromY: number, toX: number, toY: number): void => {
    if (fromY === toY) return;
    const direction = fromY < toY ? 1 : -1;
    const [startX, startY, endX, endY] = direction === 1 ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
    const slope = (endX - startX) / (endY - startY);
    const firstRow = Math.max(0, Math.floor(startY));
    const lastRow = Math.min(height, Math.ceil(endY));
    let x = startY < 0 ? startX - startY * slope : startX;
    for (let row = firstRow; row < lastRow; row += 1) {
      const share = Math.min(row + 1, endY) - Math.max(row, startY);
      const nextX = x + slope * share;
      addSpan(row * stride, Math.min(x, nextX), Math.max(x, nextX), share * direction);
      x = nextX;
    }
  };

  /** One row's part of an edge, from `left` to `right`, that covers `share` of the row's height. */
  const addSpan = (base: number, left: number, right: number, share: number): void => {
    const from = Math.min(Math.max(left, 0), width);
    const to = Math.min(Math.max(right, 0), width);
    const first = Math.floor(from);
    const last = Math.ceil(to);
    if (last <= first + 1) {
      const middle = (from + to) / 2 - first;
      put(base + first, share * (1 - middle));
      put(base + first + 1, share * middle);
      return;
    }
    const perPixel = share / (to - from);
    const firstPart = first + 1 - from;
    const firstArea = (perPixel * firstPart * firstPart) / 2;
    put(base + first, firstArea);
    let spent = firstArea;
    for (let at = first + 1; at < last - 1; at += 1) {
      // What lies to the right of the edge inside this pixel, less what the pixels before have handed on.
      const area = perPixel * (at + 0.5 - from);
      put(base + at, area - spent);
      spent = area;
    }
    const lastPart = to - (last - 1);
    const lastArea = share - (perPixel * lastPart * lastPart) / 2;
    put(base + last - 1, lastArea - spent);
    put(base + last, share - lastArea);
  };
  const put = (at: number, value: number): void => {
    sums[at] = (sums[at] ?? 0) + value;
  };

  return {
    add(points, shift = 0) {
      const count = points.length;
      let beforeX = (points[count - 2] ?? 0) + shift;
      let beforeY = points[count - 1] ?? 0;
      for (let at = 0; at < count; at += 2) {
        const x = (points[at] ?? 0) + shift;
        const y = points[at + 1] ?? 0;
        edge(beforeX, beforeY, x, y);
        beforeX = x;
        beforeY = y;
      }
    },
    coverage() {
      const values = new Float32Array(width * height);
      for (let row = 0; row < height; row += 1) {
        let sum = 0;
        for (let column = 0; column < width; column += 1) {
          sum += sums[row * stride + column] ?? 0;
          const size = sum < 0 ? -sum : sum;
          values[row * width + column] = size > 1 ? 1 : size;
        }
      }
      return { width, height, values };
    },
  };
}

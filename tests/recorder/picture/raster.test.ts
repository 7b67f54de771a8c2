import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRaster } from '../../../src/recorder/picture/raster.ts';

const areaOf = (points: readonly number[], width: number, height: number): number => {
  const raster = createRaster(width, height);
  raster.add(points);
  return raster.coverage().values.reduce((sum, value) => sum + value, 0);
};

describe('the rasteriser', () => {
  test('covers exactly the part of each pixel that lies inside', () => {
    const raster = createRaster(3, 2);
    raster.add([0.5, 0.25, 2.25, 0.25, 2.25, 1, 0.5, 1]);
    expect([...raster.coverage().values]).toEqual([0.375, 0.75, 0.1875, 0, 0, 0]);
  });

  test('gives a triangle half of its box, whichever way round its points run', () => {
    expect(areaOf([0, 0, 8, 0, 0, 8], 8, 8)).toBeCloseTo(32, 3);
    expect(areaOf([0, 8, 8, 0, 0, 0], 8, 8)).toBeCloseTo(32, 3);
  });

  test('cuts off what lies outside', () => {
    expect(areaOf([-4, -4, 12, -4, 12, 12, -4, 12], 8, 8)).toBe(64);
    expect(areaOf([9, 0, 12, 0, 12, 8, 9, 8], 8, 8)).toBe(0);
  });

  test('stays full where figures lie over each other', () => {
    const raster = createRaster(2, 1);
    for (let time = 0; time < 3; time += 1) raster.add([0, 0, 2, 0, 2, 1, 0, 1]);
    expect([...raster.coverage().values]).toEqual([1, 1]);
  });

  test('takes a hole out of a figure that runs the other way round', () => {
    const raster = createRaster(3, 3);
    raster.add([0, 0, 3, 0, 3, 3, 0, 3]);
    raster.add([1, 1, 1, 2, 2, 2, 2, 1]);
    expect([...raster.coverage().values]).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1]);
  });

  test('fills any triangle inside its picture with its own area', () => {
    const place = fc.integer({ min: 0, max: 160 }).map((value) => value / 10);
    fc.assert(
      fc.property(fc.tuple(place, place, place, place, place, place), ([ax, ay, bx, by, cx, cy]) => {
        const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
        expect(areaOf([ax, ay, bx, by, cx, cy], 16, 16)).toBeCloseTo(area, 2);
      }),
    );
  });
});

import type { Path } from '../path.ts';
import { describeShape, isKind } from '../schema/shape.ts';
import type { RawMap, Reader } from '../reader.ts';
import { show } from '../reader.ts';
import { REQUEST_SHAPES } from '../schema/request-fields.ts';

/** Tells of request fields whose value no provider takes: it would say so too, but only in the middle of a run. */
export function checkRequestValues(params: RawMap, path: Path, reader: Reader): void {
  for (const [name, value] of Object.entries(params)) {
    const shape = Object.hasOwn(REQUEST_SHAPES, name) ? REQUEST_SHAPES[name] : undefined;
    if (shape === undefined || value === null || value === undefined || isKind(shape, value)) continue;
    // A whole map in text may hold anything, a key too.
    const given = shape.kind === 'map' ? '' : `, not ${show(value)}`;
    const isLimit = shape.kind === 'number' && typeof value === 'number';
    reader.report([...path, name], {
      code: isLimit ? 'CFG_OUT_OF_RANGE' : 'CFG_WRONG_TYPE',
      severity: 'warning',
      message: `must be ${describeShape(shape)}${given}; it is sent to the provider as it stands`,
      suggestion: 'Correct it; what is meant as it is belongs under "extra_params:".',
    });
  }
}

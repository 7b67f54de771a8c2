import { blockShapes } from './shapes/block-elements.ts';
import { boxShapes } from './shapes/box-drawing.ts';
import { brailleShapes } from './shapes/braille.ts';
import { powerlineShapes } from './shapes/powerline.ts';
import { promptShapes } from './shapes/prompt-marks.ts';
import type { Shape } from './shapes/shape.ts';

/**
 * The figures of a character that must fill or cross its cell exactly: boxes, blocks, Braille, Powerline, sextants,
 * and the angles of prompts.
 * Fonts leave gaps there, in every renderer. Null for all other characters; an empty list for a blank one. Sizes are the
 * cell's, in pixels; straight edges lie on whole pixels.
 */
export function geometryShapes(codePoint: number, width: number, height: number): readonly Shape[] | null {
  if (codePoint < 0x2500) return null;
  return (
    boxShapes(codePoint, width, height) ??
    blockShapes(codePoint, width, height) ??
    brailleShapes(codePoint, width, height) ??
    powerlineShapes(codePoint, width, height) ??
    promptShapes(codePoint, width, height)
  );
}

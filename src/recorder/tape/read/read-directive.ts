import type { TapeCommand } from '../tape.ts';
import type { Cursor } from './cursor.ts';

export function readDirective(_cursor: Cursor): TapeCommand | undefined {
  return undefined;
}

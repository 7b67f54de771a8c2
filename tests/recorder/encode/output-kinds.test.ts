import { describe, expect, test } from 'vitest';
import { isFilmKind, OUTPUT_KINDS } from '../../../src/recorder/encode/output-kinds.ts';
import type { DrawnKind, OutputKind } from '../../../src/recorder/encode/output-kinds.ts';
import { outputKind } from '../../../src/recorder/tape/output-kind.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';

const KINDS = Object.keys(OUTPUT_KINDS) as OutputKind[];
const ENDINGS = KINDS.flatMap((kind) => OUTPUT_KINDS[kind].endings.map((ending) => [ending, kind] as const));

describe('the table of outputs', () => {
  test('gives each ending, in lower case, to one kind only', () => {
    expect(new Set(ENDINGS.map(([ending]) => ending)).size).toBe(ENDINGS.length);
    for (const [ending] of ENDINGS) expect(ending).toMatch(/^\.[a-z\d]+$/);
  });

  test.each(ENDINGS)('is what a tape and an option go by: %s is %s', (ending, kind) => {
    const { outputs } = settingsOf(parseTape(`# massgen: output film${ending}`));
    expect([outputs, outputKind(`a/FILM${ending.toUpperCase()}`)]).toEqual([[{ kind, path: `film${ending}` }], kind]);
  });

  test('asks for pixels and blinking only where pictures move or colours show', () => {
    for (const kind of KINDS.filter(isFilmKind)) {
      const { pixels, themed, repeats, blinks }: DrawnKind = OUTPUT_KINDS[kind];
      expect([kind, pixels && !themed, repeats && !blinks]).toEqual([kind, false, false]);
    }
  });

  test('draws every kind but those that tell of the recording itself', () => {
    expect(KINDS.filter((kind) => !isFilmKind(kind))).toEqual(['cast', 'srt', 'vtt']);
  });
});

import { describe, expect, test } from 'vitest';
import { asTextGolden, fixture, missingForShell, playReally } from '../real-shell.ts';

const GOLDENS = ['colors-bold', 'env', 'hide-show', 'line-editing', 'type-enter', 'unicode', 'wait-line'] as const;

const compared = fixture('goldens/env.tape') !== null && missingForShell() === null ? GOLDENS : [];

describe.concurrent('the text goldens that VHS wrote', () => {
  test('are compared, or bash or ../shared/fixtures/tapes is missing and nothing is', () => {
    const found = GOLDENS.filter((name) => fixture(`goldens/${name}.golden.txt`) !== null);
    expect(compared.length === 0 || found.length === GOLDENS.length).toBe(true);
  });

  test.each(compared)('%s comes out equal, three times in a row', { timeout: 60_000 }, async (name) => {
    const tape = fixture(`goldens/${name}.tape`) ?? '';
    const golden = fixture(`goldens/${name}.golden.txt`);
    for (let time = 0; time < 3; time += 1) {
      const film = await playReally(tape);
      expect(await asTextGolden(film)).toBe(golden);
    }
  });
});

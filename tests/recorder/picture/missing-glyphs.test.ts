import { expect, test } from 'vitest';
import { createMissingGlyphs } from '../../../src/recorder/picture/missing-glyphs.ts';
import { FILES } from './picture-fixture.ts';

const isMissing = createMissingGlyphs(FILES);

test.each(['a', 'é', '┌', '⣿', '\ue0b0', '日', '😀', '👩‍💻', '🇩🇪', '✔️', '1️⃣', 'x\u0301', ' ', '', '\u200b'])(
  '%j can be drawn',
  (cluster) => {
    expect(isMissing(cluster)).toBe(false);
  },
);

test.each(['\u{13000}', '\uf015', '\u{10ffff}', 'a\u{1e000}'])('%j is in no font', (cluster) => {
  expect(isMissing(cluster)).toBe(true);
});

test('fonts are not read before somebody asks', () => {
  const read: string[] = [];
  const lookup = createMissingGlyphs({
    read: (name) => {
      read.push(name);
      return FILES.read(name);
    },
  });
  expect(read).toEqual([]);
  lookup('a');
  expect(read).toEqual(['fonts/JetBrainsMono-Regular.ttf']);
});

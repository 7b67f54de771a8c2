import { describe, expect, test } from 'vitest';
import { keyOverlay } from '../../../src/recorder/film/key-overlay.ts';
import { programTitle } from '../../../src/recorder/film/program-title.ts';
import { themedPath, themeSlug } from '../../../src/recorder/film/theme-paths.ts';
import { output, recordingWith } from './recordings.ts';

describe('file names of themes', () => {
  test('carry the theme before the extension', () => {
    expect(themedPath('out/demo.gif', 'Catppuccin Mocha')).toBe('out/demo-catppuccin-mocha.gif');
    expect(themedPath('frames/', 'Dracula')).toBe('frames-dracula/');
    expect(themedPath('a.b/demo', 'Dracula+')).toBe('a.b/demo-dracula-plus');
    expect(themedPath('.hidden', 'Nord')).toBe('.hidden-nord');
  });

  test('are never empty', () => {
    expect([themeSlug('日本'), themeSlug('Café Noir!')]).toEqual(['theme', 'cafe-noir']);
  });
});

const titled = (...texts: readonly string[]): string | null =>
  programTitle(recordingWith(texts.map((text, index) => output(index, text))).cast);

describe('the title of a film', () => {
  test('is what the program last called its window', () => {
    expect(titled('a', '\u001b]0;first\u0007b', '\u001b]2;second\u001b\\')).toBe('second');
    expect([titled('plain \u001b]8;;link\u0007'), titled('\u001b]2;\u0007')]).toEqual([null, null]);
  });

  test('is short and cannot forge anything', () => {
    expect(titled(`\u001b]2;${'x'.repeat(500)}\u0007`)).toHaveLength(100);
    expect(titled('\u001b]2;a\u202eb\u0007')).not.toContain('\u202e');
  });
});

describe('the overlay of pressed keys', () => {
  test('puts characters side by side and named keys apart', () => {
    const keys = ['l', 's', '⏎', 'Ctrl+C', 'q'].map((label, index) => ({ atMs: index * 100, label }));
    expect(keyOverlay(keys).map((change) => change.text)).toEqual([
      'l',
      'ls',
      'ls⏎',
      'ls⏎ Ctrl+C',
      'ls⏎ Ctrl+C q',
      null,
    ]);
  });

  test('goes a moment after the last key and begins anew', () => {
    expect(
      keyOverlay([
        { atMs: 0, label: 'a' },
        { atMs: 1000, label: 'b' },
        { atMs: 9000, label: 'c' },
      ]),
    ).toEqual([
      { atMs: 0, text: 'a' },
      { atMs: 1000, text: 'b' },
      { atMs: 2500, text: null },
      { atMs: 9000, text: 'c' },
      { atMs: 10_500, text: null },
    ]);
  });

  test('keeps only the end of long input', () => {
    const changes = keyOverlay(
      Array.from('abcdefghijklmnopqrstuvwxyz0123', (label, index) => ({ atMs: index, label })),
    );
    expect(changes.at(-2)?.text).toBe('…hijklmnopqrstuvwxyz0123');
  });
});

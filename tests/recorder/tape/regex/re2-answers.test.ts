import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../../src/recorder/tape/translate-regex.ts';

/**
 * What Go's `regexp` said to random patterns: the pattern alone when it is refused; else a text with null, or with the place of
 * the leftmost match in code units, its text and the texts of its groups.
 */
type Answer = readonly [pattern: string, text?: string, match?: readonly [number, ...(string | null)[]] | null];

const FILE = resolve(import.meta.dirname, '../../../fixtures/re2-answers.json');
const answers = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Answer[];
const refused = answers.flatMap(([pattern, text]) => (text === undefined ? [[pattern] as const] : []));
const taken = answers.flatMap(([pattern, text, match = null]) =>
  text === undefined ? [] : [[pattern, text, match] as const],
);

function find(source: string, text: string): readonly (string | number | null)[] | null {
  const compiled = compilePattern(source);
  const found = compiled.ok ? compiled.value.exec(text) : null;
  return found === null ? null : [found.index, ...Array.from(found, (group: string | undefined) => group ?? null)];
}

describe('the answers of RE2 are ours too', () => {
  test('and there are many', () => {
    expect(refused.length).toBeGreaterThan(100);
    expect(taken.length).toBeGreaterThan(300);
  });

  test.each(refused)('to %j, which is no pattern', (source) => {
    expect(compilePattern(source).ok).toBe(false);
  });

  test.each(taken)('to %j in %j', (source, text, expected) => {
    expect(find(source, text)).toEqual(expected);
    expect(compilePattern(source).ok).toBe(true);
  });
});

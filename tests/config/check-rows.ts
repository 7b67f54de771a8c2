import { expect, test } from 'vitest';
import { parse, short } from './parse.ts';

/** [what is wrong, the text, the only findings it must give]. */
export type Row = readonly [title: string, text: string, findings: readonly string[]];

/** One test per row; a configuration comes out exactly when no finding is an error. */
export const checkRows = (rows: readonly Row[]): void => {
  test.each(rows)('%s', (_title, text, findings) => {
    const parsed = parse(text);
    expect(short(parsed.diagnostics)).toEqual(findings);
    expect(parsed.config === undefined).toBe(findings.some((finding) => finding.startsWith('error')));
  });
};

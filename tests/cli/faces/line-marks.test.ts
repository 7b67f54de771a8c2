import { expect, test } from 'vitest';
import { withLineMarks } from '../../../src/cli/faces/line-marks.ts';
import type { LineOutput } from '../../../src/cli/faces/line-output.ts';

function collected(): { readonly lines: string[]; readonly output: LineOutput } {
  const lines: string[] = [];
  const add = (text: string): void => void lines.push(text);
  return {
    lines,
    output: { line: add, stream: add, flush: () => Promise.resolve(), closed: false, failure: 'ENOSPC' },
  };
}

test.each([
  ['❌ no key', 'x no key'],
  ['⚠️ ui.theme: – is none', '! ui.theme: – is none'],
  ['ℹ️ Configured', 'i Configured'],
  ['✗ agent_a (✗): refused', 'x agent_a (✗): refused'],
  ['🤖 Multi-Agent Mode', 'Multi-Agent Mode'],
  ['Log: ❌ /tmp', 'Log: ❌ /tmp'],
  ['❌', '❌'],
])('without UTF-8 the line %s is %s', (line, shown) => {
  const { lines, output } = collected();
  const marked = withLineMarks(output, { LANG: 'C' });
  marked.line(line);
  marked.stream('❌ streamed');
  expect(lines).toEqual([shown, '❌ streamed']);
  expect([marked.closed, marked.failure]).toEqual([false, 'ENOSPC']);
});

test('with UTF-8 nothing is changed', () => {
  const { output } = collected();
  expect(withLineMarks(output, { LANG: 'C.UTF-8' })).toBe(output);
  expect(withLineMarks(output, {})).toBe(output);
});

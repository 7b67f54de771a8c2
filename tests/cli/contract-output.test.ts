import { expect, test } from 'vitest';
import { scriptOutput } from '../../src/cli/arguments.ts';
import { contractOutput } from '../../src/cli/contract-output.ts';

test('contract lines go to stdout, unless events have it to themselves', () => {
  expect(contractOutput({ automation: true })).toBe('out');
  expect(contractOutput({ 'stream-events': true })).toBe('err');
  expect(contractOutput({ automation: true, 'stream-events': true })).toBe('err');
  expect(contractOutput({})).toBeNull();
});

test.each([
  ['words that are wrong otherwise', ['--automation', '--no-such-option'], 'out'],
  ['a question that looks like the option', ['--', '--automation'], null],
  ['a question about the program', ['--automation', '--version'], null],
])('the words alone tell where, also of %s', (_name, argv, output) => {
  expect(scriptOutput(argv)).toBe(output);
});

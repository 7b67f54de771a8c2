import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentId } from '../../../src/coordination/ids.ts';
import { pathNames } from '../../../src/store/files/path-names.ts';

const namesOf = (...ids: readonly string[]): string[] => [...pathNames(ids.map(agentId)).values()];

test.each(['agent_a', 'gpt-5', 'Claude 4.5', 'агент', '智能体', 'über'])('the plain id %s is its own name', (id) => {
  expect(namesOf(id)).toEqual([id]);
});

test.each([
  '../x',
  '..',
  '.',
  '',
  '/etc/passwd',
  'a/b',
  'a\\b',
  'final',
  'FINAL',
  'agent_outputs',
  'system_status',
  'con',
  'NUL',
  'com1',
  'lpt9.txt',
  'final_presentation_a',
  'status.json',
  'events.jsonl',
  'a:b',
  'a*?',
  'a\0b',
  'a\nb',
  ' a',
  'a ',
  'a.',
  '-rf',
  'x'.repeat(500),
  '🙂'.repeat(100),
  '\u202Eevil',
  'agent\u001b[31m',
])('the id %j gets a name that harms nothing', (id) => {
  const [name = ''] = namesOf(id);
  expect(name).not.toBe(id);
  expect(name).toMatch(/^[\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}._ -]*-[0-9a-f]{8}$/u);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(100);
  expect(name).not.toMatch(/^(?:final|agent_outputs|system_status|final_presentation_.*|con|nul)$/i);
});

test('ids that differ in case only get names that a file system blind to case can tell apart', () => {
  const [first = '', second = ''] = namesOf('Agent', 'agent');
  expect(first).toBe('Agent');
  expect(second.toLowerCase()).not.toBe(first.toLowerCase());
});

test('the same ids give the same names, and no two ids share one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 12 }), (ids) => {
      const names = namesOf(...ids);
      expect(names).toEqual(namesOf(...ids));
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
      for (const name of names) expect(name).not.toMatch(/[/\\\0]|^\.{1,2}$/);
    }),
  );
});

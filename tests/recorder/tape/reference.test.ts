import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import type { ParsedTape } from '../../../src/recorder/tape/tape.ts';
import { exampleTapes, grammarCases, HAS_TAPES } from './fixtures.ts';

/** What follows these words is the reference's regular expression engine speaking. */
const comparable = (message: string): string => message.replace(/(error parsing regexp).*$/s, '$1');

const asReference = ({ raw, errors }: ParsedTape) => ({
  commands: raw,
  errors: errors.map(({ line, column, message }) => ({ line, column, message: comparable(message) })),
});

test('the tapes are compared, or ../shared/fixtures/tapes is missing and nothing is', () => {
  expect(exampleTapes()).toHaveLength(HAS_TAPES ? 53 : 0);
  expect(grammarCases()).toHaveLength(HAS_TAPES ? 102 : 0);
});

// Without the fixtures there is nothing to compare, which the first test says; a suite must not be empty.
describe.runIf(HAS_TAPES)('strict mode gives the answer of the reference', () => {
  test.each(grammarCases().map((grammarCase) => [grammarCase.name, grammarCase] as const))(
    'to %s',
    (_name, { tape, commands, errors }) => {
      const expected = errors.map((error) => ({ ...error, message: comparable(error.message) }));
      expect(asReference(parseTape(tape, { mode: 'strict' }))).toEqual({ commands, errors: expected });
    },
  );

  test.each(exampleTapes().map((example) => [example.path, example] as const))(
    'to %s',
    (_path, { bytes, commands, errors }) => {
      expect(asReference(parseTape(bytes, { mode: 'strict' }))).toEqual({ commands, errors });
    },
  );
});

describe.runIf(HAS_TAPES)('extended mode', () => {
  test.each(exampleTapes().map((example) => [example.path, example] as const))(
    'reads the same commands in %s, without errors',
    (_path, { bytes, commands }) => {
      const parsed = parseTape(bytes);
      expect(parsed.errors).toEqual([]);
      expect(parsed.raw).toEqual(commands);
      expect(parsed.commands).toHaveLength(commands.length);
    },
  );
});

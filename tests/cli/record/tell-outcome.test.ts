import { expect, test } from 'vitest';
import type { RecordIo } from '../../../src/cli/record/record-io.ts';
import { tellChecks } from '../../../src/cli/record/tell-outcome.ts';
import type { CheckResult } from '../../../src/recorder/check/check-result.ts';

const golden = (message: string, isNews?: true): CheckResult => ({
  rule: 'golden',
  ok: true,
  severity: 'error',
  timeout: false,
  atMs: 0,
  at: null,
  message,
  rows: null,
  evidence: null,
  ...(isNews === undefined ? {} : { isNews }),
});

function told(checks: readonly CheckResult[], quiet: boolean): { readonly out: string[]; readonly errors: string[] } {
  const [out, errors]: [string[], string[]] = [[], []];
  const { signal } = new AbortController();
  const io: RecordIo = {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    env: {},
    cwd: '/',
    home: '/',
    hasTerminal: false,
    version: '0',
    signal,
  };
  tellChecks('a.tape', checks, io, quiet);
  return { out, errors };
}

const CHECKS = [golden('golden end is new and was stored', true), golden('golden start is as stored')];

test('a golden that was stored is told by name, one that is the same is only counted', () => {
  expect(told(CHECKS, false)).toEqual({
    out: ['a.tape: golden end is new and was stored', 'a.tape: 2 of 2 checks passed'],
    errors: [],
  });
});

test('nobody who wants quiet hears of what passed', () => {
  expect(told(CHECKS, true)).toEqual({ out: [], errors: [] });
});

import { describe, expect, test } from 'vitest';
import { recordExitCode } from '../../../src/recorder/play/exit-code.ts';
import { ownCheck } from '../../../src/recorder/play/own-check.ts';

const FINE = { refused: false, interrupted: false, checks: [], problems: 0 } as const;
const failed = ownCheck('expect', 0, null, 'not so');
const late = ownCheck('wait', 0, null, 'not yet', { timeout: true });
const warning = ownCheck('leftovers', 0, null, 'some', { severity: 'warning' });
const lateWarning = ownCheck('lint', 0, null, 'slow', { severity: 'warning', timeout: true });
const passed = ownCheck('expect', 0, null, 'so', { ok: true });

describe('the exit code of a recording', () => {
  test.each([
    ['that went well', 0, FINE],
    ['whose checks passed or only warned', 0, { ...FINE, checks: [passed, warning, lateWarning] }],
    ['that was refused, whoever pressed Ctrl+C meanwhile', 1, { ...FINE, refused: true, interrupted: true }],
    ['with a check that failed', 2, { ...FINE, checks: [passed, failed] }],
    ['with an output that was not written', 2, { ...FINE, problems: 1 }],
    ['with something that did not come in time', 3, { ...FINE, checks: [late] }],
    ['with all of these', 3, { ...FINE, checks: [failed, late], problems: 2 }],
    [
      'that was interrupted, whatever else went wrong',
      4,
      { ...FINE, interrupted: true, checks: [failed, late], problems: 1 },
    ],
  ] as const)('%s is %i', (_which, code, outcome) => {
    expect(recordExitCode(outcome)).toBe(code);
  });
});

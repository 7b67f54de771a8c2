import { appendFileSync, cpSync, globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sessionChecks } from '../../../../src/cli/record/session/session-checks.ts';
import { ownCheck } from '../../../../src/recorder/play/own-check.ts';
import { scratch } from '../../../helpers/run-massgen.ts';
import { record } from '../record-run.ts';

const SESSION = resolve(import.meta.dirname, '../../../../recordings/sessions/demo');

test('how a replay ended says nothing, but that it ended before its film does', () => {
  const ended = ownCheck('program', 900, null, 'massgen ended with exit code 2');
  const lost = ownCheck('input', 900, null, 'keys reached nobody', { severity: 'warning' });
  expect(sessionChecks({ checks: [ended], durationMs: 1000 }, null)).toEqual([]);
  expect(sessionChecks({ checks: [ended, lost], durationMs: 1000 }, null)).toMatchObject([
    { rule: 'replay', ok: false, severity: 'error', atMs: 900 },
  ]);
});

test('a session whose log is damaged is filmed as far as it goes, and fails with the line', async () => {
  using folder = scratch();
  cpSync(SESSION, join(folder.path, 'log'), { recursive: true });
  for (const events of globSync('log/**/events.jsonl', { cwd: folder.path })) {
    appendFileSync(join(folder.path, events), 'not a line of a log\n{}\n');
  }
  const { code, err, out } = await record(folder.path, ['session', 'log', '--at', '1s', '-o', 'a.txt']);
  expect(err).toMatch(/events\.jsonl:\d+ is not readable; what stands before it is filmed/);
  expect(out).toContain('a.txt');
  expect(code).toBe(2);
});

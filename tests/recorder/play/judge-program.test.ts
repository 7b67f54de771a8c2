import { describe, expect, test } from 'vitest';
import { judgeProgram } from '../../../src/recorder/play/judge-program.ts';
import type { ExitReport } from '../../../src/recorder/terminal/host.ts';

const report = (more: Partial<ExitReport>): ExitReport => ({
  exitCode: 0,
  signal: null,
  leftovers: [],
  ok: true,
  ...more,
});

describe('how a program ended', () => {
  const script = { expectsExit: false, interrupts: false, lostInputAt: null };
  const judge = (exit: ExitReport, byItself = true, how = script, exec: readonly string[] | null = ['top', '-b']) =>
    judgeProgram(exit, byItself, how, { exec }, 500).map(({ severity, message }) => `${severity}: ${message}`);

  test('is fine with 0 and nothing left', () => {
    expect(judge(report({}))).toEqual([]);
  });

  test('fails with another code or a signal, unless the tape expects it', () => {
    expect(judge(report({ exitCode: 2, ok: false }))).toEqual(['error: top ended with exit code 2']);
    expect(judge(report({ exitCode: null, signal: 'SIGSEGV', ok: false }))).toEqual(['error: top ended by SIGSEGV']);
    expect(judge(report({ exitCode: 2, ok: false }), true, { ...script, expectsExit: true })).toEqual([]);
  });

  test('fails when the recorder had to end it, whoever ended first', () => {
    const exit = report({ exitCode: null, signal: 'SIGTERM', ok: false, broken: 'did not finish its step' });
    expect(judge(exit)).toEqual(['error: top did not finish its step']);
    expect(judge(exit, false, { ...script, expectsExit: true })).toEqual(['error: top did not finish its step']);
  });

  test('is as it should be when the tape pressed Ctrl+C', () => {
    const interrupted = { ...script, interrupts: true };
    expect(judge(report({ exitCode: 130, ok: false }), true, interrupted)).toEqual([]);
    expect(judge(report({ exitCode: null, signal: 'SIGINT', ok: false }), true, interrupted)).toEqual([]);
    expect(judge(report({ exitCode: 1, ok: false }), true, interrupted)).toEqual(['error: top ended with exit code 1']);
    expect(judge(report({ exitCode: 130, ok: false }))).toEqual(['error: top ended with exit code 130']);
  });

  test('says nothing about a shell, or a program that the recorder ended', () => {
    expect(judge(report({ exitCode: 130, ok: false }), true, script, null)).toEqual([]);
    expect(judge(report({ exitCode: null, signal: 'SIGKILL', ok: false }), false)).toEqual([]);
  });

  test('warns of what was left behind, and of keys that reached nobody', () => {
    expect(judge(report({ leftovers: [7] }), true, script, null)).toEqual([
      'warning: the shell left a process behind that had to be ended: 7',
    ]);
    const lost = { ...script, lostInputAt: { line: 3, column: 1, literal: 'Type' } };
    expect(judge(report({ leftovers: [7, 8] }), true, lost as never)).toEqual([
      'warning: top had ended before this; keys from here on reached nobody',
      'warning: top left processes behind that had to be ended: 7, 8',
    ]);
  });
});

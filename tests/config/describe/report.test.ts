import { describe, expect, test } from 'vitest';
import { validationReport } from '../../../src/config/describe/report.ts';
import { agentWith, parse } from '../parse.ts';

const report = (text: string, strict = false, json = false) => validationReport(parse(text), { strict, json });
const WARNED = agentWith('allowed_tools: [x]\nexclude_tools: [y]');
const BROKEN = `${WARNED}ui: {display_type: x}\n`;

describe('--validate', () => {
  test('of a valid file is one line', () => {
    expect(report(agentWith())).toEqual({ stdout: '✅ Configuration is valid\n', stderr: '', exitCode: 0 });
  });

  test.each([
    [agentWith(), false, 0],
    [agentWith(), true, 0],
    [WARNED, false, 0],
    [WARNED, true, 1],
    [BROKEN, false, 1],
    [BROKEN, true, 1],
    ['', false, 1],
  ])('exits as it should (row %#)', (text, strict, code) => {
    expect(report(text, strict).exitCode).toBe(code);
    expect(report(text, strict, true).exitCode).toBe(code);
  });

  test('shows errors, then warnings, each with its way out', () => {
    expect(report(BROKEN).stdout).toBe(
      [
        '🔴 Configuration Errors Found:',
        '❌ [ui.display_type] must be one of rich_terminal, simple, textual_terminal, not "x" (line 8, column 20)',
        '   💡 Suggestion: Use one of rich_terminal, simple, textual_terminal.',
        '',
        '🟡 Configuration Warnings:',
        '⚠️ [agents[0].backend] both "allowed_tools" and "exclude_tools" are given (line 7, column 7)',
        '   💡 Suggestion: Keep one of them; a tool in both is not offered.',
        '',
      ].join('\n'),
    );
  });

  test('keeps notices out of the compatible lists', () => {
    const text = agentWith('cwd: w\nmcp_servers: {s: {command: npx}}');
    expect(report(text, true)).toMatchObject({ stdout: '✅ Configuration is valid\n', exitCode: 0 });
    expect(report(text).stderr).toContain('not performed by this version');
    const object = JSON.parse(report(text, true, true).stdout) as { notices: { code: string; location: string }[] };
    expect(object).toMatchObject({ valid: true, error_count: 0, warning_count: 0, errors: [], warnings: [] });
    expect(object.notices.map(({ code, location }) => [code, location])).toEqual([
      ['CFG_NOT_PERFORMED', 'agents[0].backend.cwd'],
      ['CFG_NOT_PERFORMED', 'agents[0].backend.mcp_servers'],
    ]);
  });

  test('gives scripts one object, two spaces deep, with the five keys first', () => {
    const { stdout } = report(BROKEN, false, true);
    expect(stdout.split('\n')[1]).toBe('  "valid": false,');
    const object = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect(Object.keys(object)).toEqual([
      'valid',
      'error_count',
      'warning_count',
      'errors',
      'warnings',
      'notices',
      'environment',
    ]);
    expect(object).toMatchObject({ valid: false, error_count: 1, warning_count: 1 });
    expect(object['errors']).toEqual([
      {
        message: 'must be one of rich_terminal, simple, textual_terminal, not "x"',
        location: 'ui.display_type',
        suggestion: 'Use one of rich_terminal, simple, textual_terminal.',
        code: 'CFG_VALUE_NOT_ALLOWED',
        severity: 'error',
        file: 'team.yaml',
        line: 8,
        column: 20,
        end_line: 8,
        end_column: 21,
        doc: 'docs/reference/configuration.md#cfg_value_not_allowed',
      },
    ]);
  });

  test.each([
    ['- a\n', 'root'],
    ['agents: {}\n', 'root.agents'],
    ['agent: []\n', 'root.agent'],
    ['agent: {id: a}\n', 'agent'],
    ['a: [', 'file'],
  ])('%j is filed under %s', (text, location) => {
    expect(JSON.parse(report(text, false, true).stdout)).toMatchObject({ errors: [{ location }] });
  });
});

import { describe, expect, test } from 'vitest';
import type { OptionValues } from '../../../src/cli/options.ts';
import { withFileSettings } from '../../../src/cli/start/file-settings.ts';
import { parseTree } from '../../../src/config/load.ts';

const uiOf = (ui: Readonly<Record<string, unknown>>) => {
  const { config } = parseTree({ agents: [], ui }, { file: 'test', env: {} });
  if (config === undefined) throw new Error('the test tree is no configuration');
  return config.ui;
};

describe('the ui block of a file', () => {
  const rows: readonly (readonly [ui: Readonly<Record<string, unknown>>, given: OptionValues, values: OptionValues])[] =
    [
      [{}, {}, {}],
      [{}, { debug: true, seed: '1' }, { debug: true, seed: '1' }],
      [{ automation_mode: true }, {}, { automation: true }],
      [{ automation_mode: true }, { plain: true }, { plain: true }],
      [{ automation_mode: true }, { display: 'rich' }, { display: 'rich' }],
      [{ debug: true }, {}, { debug: true }],
      [{ skip_agent_selector: true }, {}, { 'skip-agent-selector': true }],
      [{ reduce_motion: true }, {}, { 'no-animation': true }],
      [{ display_kwargs: { reduce_motion: true } }, {}, { 'no-animation': true }],
      [{ accessibility: { screen_reader: true } }, {}, { plain: true }],
      [{ accessibility: { screen_reader: true } }, { display: 'rich' }, { display: 'rich' }],
      [{ accessibility: { screen_reader: true }, automation_mode: true }, {}, { automation: true }],
      [{ logging_enabled: false }, {}, { 'no-logs': true }],
      [{ logging_enabled: false }, { automation: true }, { automation: true }],
      [{ logging_enabled: false, automation_mode: true }, {}, { automation: true }],
    ];
  test.each(rows)('%j with %j means %j', (ui, given, values) => {
    expect(withFileSettings(given, uiOf(ui))).toEqual(values);
  });

  test('names a theme, in its display settings before anywhere else', () => {
    expect(uiOf({}).theme).toBeNull();
    expect(uiOf({ theme: 'light' }).theme).toBe('light');
    expect(uiOf({ theme: 'light', display_kwargs: { theme: 'dark' } }).theme).toBe('dark');
    expect(uiOf({ theme: 'light', display_kwargs: { theme: 5 } }).theme).toBe('light');
  });
});

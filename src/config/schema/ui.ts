import { BOOLEAN, MAP, TEXT, aliasKey, block, key, oneOf } from './field.ts';

const DISPLAY_TYPES = ['rich_terminal', 'simple', 'textual_terminal'] as const;

export const UI = block('ui', 'What is shown while a run goes on.', {
  display_type: key(oneOf(DISPLAY_TYPES), {
    since: '≤12',
    default: 'rich_terminal',
    wrong: 'error',
    doc: '`rich_terminal` and `textual_terminal` open the full-screen dashboard, `simple` prints lines.',
  }),
  logging_enabled: key(BOOLEAN, {
    since: '≤12',
    default: true,
    wrong: 'error',
    doc: 'False leaves out agent transcripts and the debug log; events, status and results are always written.',
  }),
  use_orchestrator_for_single_agent: key(BOOLEAN, {
    since: '≤12',
    default: true,
    doc: 'False lets a single agent answer directly, without coordination; not performed yet.',
  }),
  skip_agent_selector: key(BOOLEAN, { since: '41', default: false, doc: 'Skip the inspection menu after a run.' }),
  automation_mode: key(BOOLEAN, { since: '41', default: false, doc: 'Print for scripts, as `--automation`.' }),
  debug: key(BOOLEAN, { since: '41', default: false, doc: 'Write a debug log, as `--debug`.' }),
  theme: key(TEXT, { since: '41', doc: 'Name of the colour theme.' }),
  display_kwargs: key(MAP, { since: '41', default: {}, doc: 'Further display settings; its own `theme` wins.' }),
  type: aliasKey(oneOf(DISPLAY_TYPES), {
    since: '41',
    doc: 'Mistaken spelling of `display_type`, written by several MassGen wizards.',
    alias: {
      of: 'display_type',
      how: 'replace',
      note: '"ui.type" is read as "ui.display_type"',
      silentFor: ['rich_terminal'],
      ignoresWrong: true,
    },
  }),
});

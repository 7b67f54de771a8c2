import { ANY, BOOLEAN, MAP, TEXT, aliasKey, block, blockOf, key, number, oneOf } from './field.ts';

const DISPLAY_TYPES = ['rich_terminal', 'simple', 'textual_terminal'] as const;

const ACCESSIBILITY = block('ui.accessibility', 'For people who do not see the screen.', {
  screen_reader: key(BOOLEAN, {
    since: 'ours',
    default: false,
    doc: 'Whole sentences instead of the dashboard, as `--plain` and `MASSGEN_SCREEN_READER=1`.',
  }),
});

/** Settings of MassGen's displays, and some of ours, that the dashboard has no use for yet. */
const notYet = (since: '41' | 'ours', doc: string) => key(ANY, { since, feature: 'display_settings', doc });

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
  display_kwargs: key(MAP, {
    since: '41',
    default: {},
    doc: 'Further display settings; they count as if they stood in `ui`, and win.',
  }),
  reduce_motion: key(BOOLEAN, { since: 'ours', default: false, doc: 'No spinners, as `--no-animation`.' }),
  native_cursor: key(oneOf(['auto', 'always']), {
    since: 'ours',
    default: 'auto',
    doc: '`always` shows the cursor also while keys are commands and nothing is typed.',
  }),
  accessibility: key(blockOf(ACCESSIBILITY), {
    since: 'ours',
    default: {},
    doc: 'For people who do not see the screen.',
  }),
  layout: key(oneOf(['auto', 'focus', 'split', 'grid', 'stack']), {
    since: 'ours',
    default: 'auto',
    doc: 'How the panes stand at first; the key `L` changes it.',
  }),
  refresh_rate: key(number({ above: 0 }), {
    since: '41',
    doc: 'Highest number of frames a second, at most 30; keys are answered at once whatever it is.',
  }),
  title: key(BOOLEAN, { since: 'ours', default: true, doc: 'False leaves the title of the window alone.' }),
  guard: key(BOOLEAN, {
    since: 'ours',
    default: true,
    doc: 'False starts no shell that restores the terminal when the dashboard is killed with SIGKILL.',
  }),
  announce: notYet('ours', 'State sentences in the title of the window.'),
  notify: notYet('ours', 'How a finished turn is notified.'),
  notify_command: notYet('ours', 'Command that notifies.'),
  toasts: notYet('ours', 'Which messages pop up.'),
  transparent: notYet('ours', 'Leaves the background of the terminal.'),
  measure: notYet('ours', 'Width of the text column.'),
  enable_syntax_highlighting: notYet('41', 'Colours in code.'),
  max_content_lines: notYet('41', 'Lines shown of a text.'),
  max_line_length: notYet('41', 'Characters shown of a line.'),
  show_timestamps: notYet('41', 'Times in front of lines.'),
  enable_status_jump: notYet('41', 'Jumps to the last status.'),
  truncate_web_search_on_status_change: notYet('41', 'Folds web searches.'),
  max_web_search_lines_on_status_change: notYet('41', 'Lines shown of a web search.'),
  enable_flush_output: notYet('41', 'Prints the answer letter by letter.'),
  flush_char_delay: notYet('41', 'Seconds between letters.'),
  flush_word_delay: notYet('41', 'Seconds between words.'),
  keyboard_interactive_mode: notYet('41', 'Keys while a run goes on.'),
  safe_keyboard_mode: notYet('41', 'No commands by a single key.'),
  buffer_flush_interval: notYet('41', 'Seconds for which text is held back.'),
  output_dir: notYet('41', 'Folder of the transcripts.'),
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

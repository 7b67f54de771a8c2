import { assertNever } from '../../shared/never.ts';
import type { Glyphs } from '../glyphs.ts';
import { inline } from '../markdown/inline.ts';
import type { MarkdownLook } from '../markdown/markdown.ts';
import { MARKDOWN_START, markdown, proseLine } from '../markdown/markdown.ts';
import { hasTable } from '../markdown/table.ts';
import { tookText } from '../numbers.ts';
import type { Cells, Line, Role } from '../span.ts';
import { span } from '../span.ts';
import type { AnswerBlock, Block, RoundBlock, TextBlock, ThinkingBlock, ToolBlock, VoteBlock } from './block.ts';
import { plural } from '../../shared/plural.ts';

const DETAILS = ['compact', 'normal', 'verbose'] as const;
/** How much of what is folded a pane shows. */
export type Detail = (typeof DETAILS)[number];

export interface BlockLook {
  readonly detail: Detail;
  /** Width of the pane's text; only tables look at it. */
  readonly columns: number;
  readonly glyphs: Glyphs;
  readonly cells: Cells;
}

/** How the words of a model are drawn at that level of detail. */
export const proseLook = (look: BlockLook, growing: boolean): MarkdownLook => ({
  ...look,
  growing,
  ...(look.detail === 'verbose' ? {} : { opensWith: 'Ctrl-O' }),
});

const LIVE_THINKING_LINES = 2;
const LIVE_OUTPUT_LINES = 3;
const LONGEST_TAIL = 320;
const TAIL_STEP = 160;
const LONGEST_WORD = 40;
const MAX_LABELS = 6;
const ANSWER_LINES: Readonly<Record<Detail, number>> = { compact: 2, normal: 12, verbose: Number.POSITIVE_INFINITY };

/** A block as logical lines, still to be wrapped. An empty list is a block this level of detail leaves out. */
export function blockLines(block: Block, look: BlockLook): readonly Line[] {
  switch (block.kind) {
    case 'round':
      return [roundLine(block, look)];
    case 'thinking':
      return thinkingLines(block, look);
    case 'text':
      return textLines(block, look);
    case 'tool':
      return toolLines(block, look);
    case 'answer':
      return answerLines(block, look);
    case 'vote':
      return voteLines(block, look);
    case 'note':
      return block.lines;
    default:
      return assertNever(block);
  }
}

/** True when the lines of the block are others at another width. */
export const dependsOnWidth = (block: Block): boolean =>
  (block.kind === 'text' && hasTable(block.text)) || (block.kind === 'answer' && hasTable(block.content));

/** True when an empty line belongs between the two. */
export const apart = (before: Block, after: Block): boolean =>
  before.kind !== after.kind || (before.kind !== 'tool' && before.kind !== 'note');

function roundLine(block: RoundBlock, { glyphs }: BlockLook): Line {
  const rule = span(glyphs.rule.repeat(2), 'border');
  const what = block.what === 'round' ? `round ${block.round}` : block.what;
  const labels = block.saw.length > MAX_LABELS ? plural(block.saw.length, 'answer') : block.saw.join(' ');
  const saw = block.saw.length === 0 ? [] : [span(` ${glyphs.dot} read ${labels}`, 'info')];
  return [rule, span(` ${what}`, 'label'), ...saw, span(' '), rule];
}

/** What models leave below their last words would be a gap. */
function textLines({ text, open }: TextBlock, look: BlockLook): readonly Line[] {
  if (look.detail === 'compact' && !open) return [];
  return markdown(open ? text : text.trimEnd(), MARKDOWN_START, proseLook(look, open)).lines;
}

/** The end of a long line, from a word on. It begins elsewhere only now and then, so that its rows stand still while it grows. */
function tail(line: string): string {
  if (line.length <= LONGEST_TAIL) return line;
  const from = Math.ceil((line.length - LONGEST_TAIL) / TAIL_STEP) * TAIL_STEP;
  const blank = line.indexOf(' ', from);
  return `…${line.slice(blank < 0 || blank > from + LONGEST_WORD ? from : blank + 1)}`;
}

/** Thoughts stand a little to the right and are quiet; what is marked in them is less so. */
const aside = (line: string, look: BlockLook, growing: boolean): Line => [
  span('  '),
  ...proseLine(line, proseLook(look, growing), 'muted', growing),
];

function thinkingLines(block: ThinkingBlock, look: BlockLook): readonly Line[] {
  const head: Line = [span('thinking', 'special')];
  const written = block.text.trim().split('\n');
  const draw = (lines: readonly string[]): readonly Line[] =>
    lines.map((line, at) => aside(line, look, block.open && at === lines.length - 1));
  if (look.detail === 'verbose') return [head, ...draw(written)];
  const lines = written.filter((line) => line.trim() !== '');
  if (block.open) return [head, ...draw(lines.slice(-LIVE_THINKING_LINES).map(tail))];
  if (look.detail === 'compact') return [];
  return [[...head, span(` (${plural(Math.max(1, lines.length), 'line')})`, 'muted')]];
}

const quiet = (line: string, tone: Role = 'muted'): Line => [span('    '), span(tail(line), tone)];

function toolLines(block: ToolBlock, look: BlockLook): readonly Line[] {
  const { glyphs, detail } = look;
  const signs: Readonly<Record<ToolBlock['state'], readonly [string, Role]>> = {
    running: [glyphs.busy, 'accent'],
    ok: [glyphs.done, 'success'],
    failed: [glyphs.failed, 'error'],
  };
  if (detail === 'compact' && block.state === 'ok') return [];
  const [glyph, role] = signs[block.state];
  const output = block.output.trimEnd().split('\n');
  const took = block.tookSeconds === null ? '' : `  ${tookText(block.tookSeconds)}`;
  const head: Line = [
    span(glyph, role),
    span(` ${block.name}`, 'strong'),
    ...(block.argument === '' ? [] : [span(`  ${block.argument}`, 'text')]),
    span(took, 'muted'),
  ];
  const details =
    detail === 'verbose' && block.details !== '' ? block.details.split('\n').map((line) => quiet(line)) : [];
  if (block.output.trim() === '') return [head, ...details];
  if (block.state === 'running')
    return [head, ...details, ...output.slice(-LIVE_OUTPUT_LINES).map((line) => quiet(line))];
  if (detail === 'verbose') return [head, ...details, ...output.map((line) => quiet(line))];
  return block.state === 'failed' ? [head, ...output.slice(0, 2).map((line) => quiet(line, 'error'))] : [head];
}

function answerLines(block: AnswerBlock, look: BlockLook): readonly Line[] {
  const body = markdown(block.content.trim(), MARKDOWN_START, proseLook(look, false)).lines;
  const most = ANSWER_LINES[look.detail];
  const rest = body.length - most;
  const shown = rest > 1 ? body.slice(0, most) : body;
  return [
    [
      span(`${look.glyphs.answered} ANSWER ${block.label}`, 'success'),
      span(`  ${plural(body.length, 'line')}`, 'muted'),
    ],
    ...shown,
    ...(rest > 1 ? [[span(`… +${plural(rest, 'line')}, Ctrl-O shows more`, 'muted')]] : []),
  ];
}

function voteLines(block: VoteBlock, { glyphs }: BlockLook): readonly Line[] {
  const head: Line = [
    span(`${glyphs.done} VOTE ${glyphs.arrow} ${block.label}`, 'success'),
    ...(block.own ? [span(' (own)', 'muted')] : []),
  ];
  const reason = block.reason.replace(/\s+/g, ' ').trim();
  return reason === '' ? [head] : [head, quoted(reason)];
}

const quoted = (words: string): Line => [span('"', 'emphasis'), ...inline(words, 'emphasis'), span('"', 'emphasis')];

import type { AgentId } from '../../../coordination/ids.ts';
import type { AgentState, State } from '../../../coordination/state.ts';
import type { CoordinationRecord, CoordinationRecords } from '../coordination-record.ts';
import { oneLine } from '../../files/visible-text.ts';
import { centre } from './display-width.ts';
import type { Attempt, Output, Projection } from '../projection.ts';
import { TABLE_LEGEND } from './table-legend.ts';
import { plural } from '../../../shared/plural.ts';

const EVENT_WIDTH = 10;
const CELL_WIDTHS = [60, 60, 60, 40, 30];
const NARROWEST = 25;

/** `coordination_table.txt`: who did what, one row per event and one column per agent. For people; no tool reads it. */
export const projectCoordinationTable = (attempt: Attempt, { records }: CoordinationRecords): Projection => ({
  on: {},
  finish(state) {
    attempt.output.text('coordination_table.txt', () => TABLE_LEGEND + renderTable(records, state, attempt.output));
  },
});

/** What one record puts into its agent's column; `row` stands for a line over the whole width. */
type Entry =
  | { readonly kind: 'cell'; readonly lines: readonly string[]; readonly after: string }
  | { readonly kind: 'row'; readonly text: string };

function renderTable(records: readonly CoordinationRecord[], state: State, output: Output): string {
  const agents = state.order.flatMap((id) => state.agents[id] ?? []);
  const cell = CELL_WIDTHS[agents.length] ?? NARROWEST;
  const inner = EVENT_WIDTH + agents.length * (cell + 1);
  const rule = (stroke: string): string =>
    `|${stroke.repeat(EVENT_WIDTH)}+${agents.map(() => stroke.repeat(cell)).join('+')}+`;
  const line = (head: string, cells: readonly string[]): string =>
    `|${centre(head, EVENT_WIDTH)}|${cells.map((text) => centre(text, cell)).join('|')}|`;
  const frame = `+${'-'.repeat(inner)}+`;
  const wide = (head: string, text: string): string =>
    `|${centre(head, EVENT_WIDTH)}|${centre(text, inner - EVENT_WIDTH - 1)}|`;

  const lines = [frame];
  lines.push(
    line(
      'Event',
      agents.map((agent) => `Agent ${agent.number} (${oneLine(agent.id)})`),
    ),
    rule('-'),
  );
  lines.push(wide('USER', oneLine(output.preview(state.question, 500))), rule('='));

  const shown = new Map<AgentId, string>(agents.map((agent) => [agent.id, '⏳ (waiting)']));
  let number = 0;
  for (const record of records) {
    const entry = entryOf(record, state, output);
    if (entry === null) continue;
    number += 1;
    if (entry.kind === 'row') {
      lines.push(rule('-'), `|${centre(entry.text, inner)}|`, rule('-'));
      continue;
    }
    const height = entry.lines.length;
    for (let at = 0; at < height; at += 1) {
      const cells = agents.map((agent) => {
        if (agent.id === record.agent_id) return entry.lines[at] ?? '';
        return at === 0 ? (shown.get(agent.id) ?? '') : '';
      });
      lines.push(line(at === 0 ? `E${number}` : '', cells));
    }
    lines.push(rule('-'));
    if (record.agent_id !== null) shown.set(record.agent_id, entry.after);
  }
  // The double rule stands in the place of the last single one.
  lines.splice(
    -1,
    1,
    rule('='),
    ...summary(agents, records, state, line, rule),
    wide('TOTALS', totals(records, state)),
    frame,
  );
  return `${lines.join('\n')}\n`;
}

const cell = (after: string, ...lines: string[]): Entry => ({ kind: 'cell', lines, after });

function entryOf(record: CoordinationRecord, state: State, output: Output): Entry | null {
  const { context } = record;
  const number = record.agent_id === null ? undefined : state.agents[record.agent_id]?.number;
  const label = [context['label'], context['voted_for_label']].find((value) => typeof value === 'string') ?? '';
  const text = (value: unknown, limit = 50): string => oneLine(output.preview(String(value), limit + 1));
  switch (record.event_type) {
    case 'context_received': {
      const labels = (context['available_answer_labels'] as readonly string[]).join(', ');
      return cell('🔄 (streaming)', `📋 Context: [${labels}]`, '💭 Started streaming');
    }
    case 'new_answer': {
      const content = state.answers.find((answer) => answer.label === label)?.content ?? '';
      return cell(`✅ Answered: ${label}`, `✨ NEW ANSWER: ${label}`, `👁️  Preview: ${text(content)}`);
    }
    case 'vote_cast':
      return cell('✅ (voted)', `🗳️  VOTE: ${label}`, `💭 Reason: ${text(context['reason'])}`);
    case 'vote_ignored':
      return cell('🔄 (streaming)', '🚫 VOTE IGNORED', text(record.details));
    case 'update_injected':
      return cell('🔄 (streaming)', '📨 UPDATE RECEIVED', text(record.details));
    case 'restart_completed':
      return cell('🔄 (streaming)', `✅ RESTART COMPLETED (Restart ${String(context['agent_round'])})`);
    case 'agent_stopped':
      return cell('✅ (completed)', '⏹️  STOPPED', text(record.details));
    case 'agent_error':
    case 'agent_timeout':
    case 'agent_cancelled':
      return cell('❌ (out)', `❌ ${text(record.details)}`);
    case 'final_answer':
      return cell(
        '🎯 (final answer given)',
        `🎯 FINAL ANSWER: ${label}`,
        `👁️  Preview: ${text(state.finalAnswer?.content ?? '')}`,
      );
    case 'restart_triggered':
      return { kind: 'row', text: `🔁 Agent ${number ?? '?'} RESTART TRIGGERED` };
    case 'final_agent_selected':
      return { kind: 'row', text: `🏆 Agent ${number ?? '?'} selected as winner` };
    case 'session_start':
    case 'session_end':
    case 'iteration_start':
    case 'status_change':
    case 'final_round_start':
      return null;
  }
}

function summary(
  agents: readonly AgentState[],
  records: readonly CoordinationRecord[],
  state: State,
  line: (head: string, cells: readonly string[]) => string,
  rule: (stroke: string) => string,
): string[] {
  const count = (agent: AgentState, type: CoordinationRecord['event_type']): number =>
    records.filter((record) => record.event_type === type && record.agent_id === agent.id).length;
  const status = (agent: AgentState): string => {
    if (agent.id === state.winner?.agentId) return '🏆 Winner';
    return agent.failed === null ? '✅ Completed' : '❌ Failed';
  };
  return [
    line(
      'SUMMARY',
      agents.map((agent) => `Agent ${agent.number}`),
    ),
    rule('-'),
    line(
      'Answers',
      agents.map((agent) => plural(count(agent, 'new_answer'), 'answer')),
    ),
    line(
      'Votes',
      agents.map((agent) => plural(count(agent, 'vote_cast'), 'vote')),
    ),
    line(
      'Restarts',
      agents.map((agent) => plural(count(agent, 'restart_completed'), 'restart')),
    ),
    line('Status', agents.map(status)),
    rule('-'),
  ];
}

function totals(records: readonly CoordinationRecord[], state: State): string {
  const count = (type: CoordinationRecord['event_type']): number =>
    records.filter((record) => record.event_type === type).length;
  const parts = [
    plural(count('new_answer'), 'answer'),
    plural(count('vote_cast'), 'vote'),
    plural(count('restart_completed'), 'restart'),
  ];
  const winner = state.winner === null ? 'nobody' : oneLine(state.winner.agentId);
  return `${parts.join(', ')} → ${winner} selected`;
}

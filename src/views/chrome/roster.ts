import { cutLine, pad, padStart, spread, wrapLine } from '../line.ts';
import { inline } from '../markdown/inline.ts';
import { costText, countText, shortLabel } from '../numbers.ts';
import type { AgentView, Scene } from '../scene.ts';
import type { Line } from '../span.ts';
import { agentRole, span } from '../span.ts';
import { plural } from '../../shared/plural.ts';

const BADGE_COLUMNS = 10;

/** Rows of the list beside the focused pane: number, state, name, tokens, cost, unread lines. */
export function rosterLines(scene: Scene, focus: number, fresh: readonly number[], columns: number): readonly Line[] {
  return scene.agents.map((agent, at) => rosterRow(scene, agent, at === focus, fresh[at] ?? 0, columns));
}

function rosterRow(scene: Scene, agent: AgentView, focused: boolean, fresh: number, columns: number): Line {
  const { cells, glyphs } = scene;
  const digits = String(scene.agents.length).length;
  const number = `${focused ? glyphs.focus : ' '}${String(agent.number).padStart(digits)} `;
  const left: Line = [
    span(number, agentRole(agent.number)),
    span(pad(agent.mark.badge, BADGE_COLUMNS, cells), agent.mark.role),
    span(` ${agent.id}`, focused ? 'strong' : 'text'),
  ];
  const news =
    fresh > 0
      ? span(padStart(`+${fresh}`, 6, cells), 'warning')
      : span(` ${padStart(costText(agent.cost), 5, cells)}`, 'muted');
  return spread(left, [span(padStart(countText(agent.tokens), 5, cells), 'muted'), news], columns, cells);
}

/** The list beside the final answer: who voted for what, and why the winner won. */
export function resultLines(scene: Scene, columns: number): readonly Line[] {
  const { state, cells } = scene;
  const names = Math.min(14, Math.max(...scene.agents.map((agent) => cells.width(agent.id))));
  const digits = String(scene.agents.length).length;
  const rows = scene.agents.map((agent): Line => {
    const left: Line = [
      span(` ${String(agent.number).padStart(digits)} `, agentRole(agent.number)),
      span(pad(agent.id, names, cells), 'text'),
      span(`  ${agent.mark.badge}`, agent.mark.role),
    ];
    const votes = plural(agent.votes, 'vote');
    const right =
      columns < 50
        ? [span(`${votes} `, 'label')]
        : [span(`${padStart(votes, 8, cells)} ${padStart(costText(agent.cost), 8, cells)} `, 'label')];
    return spread(left, right, columns, cells);
  });
  if (state === null || state.votes.length === 0) return rows;
  const winner = state.winner?.agentId;
  const reasons = (wanted: boolean): readonly Line[] =>
    state.votes
      .filter((vote) => (vote.target === winner) === wanted)
      .flatMap((vote) => {
        const voter = state.agents[vote.voter]?.number ?? 0;
        const reason = inline(scene.clean(vote.reason.trim().replace(/\s+/g, ' ')));
        const lines = wrapLine(reason, columns - 5, cells);
        return lines.map((line, at): Line => [
          at === 0 ? span(` ${String(voter).padStart(2)} `, agentRole(voter)) : span('    '),
          ...line,
        ]);
      });
  const label = state.votes.find((vote) => vote.target === winner)?.label;
  const won = label === undefined ? 'Why it won' : `Why ${shortLabel(label)} won`;
  const dissent = reasons(false);
  return [
    ...rows,
    [],
    [span(' '), span(won, 'heading')],
    ...reasons(true),
    ...(dissent.length === 0 ? [] : [[], [span(' '), span('Other votes', 'heading')], ...dissent]),
  ].map((line) => cutLine(line, columns, cells));
}

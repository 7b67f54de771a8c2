import { blanks, cutLine, joinParts, lineWidth, pad, wrapText } from './line.ts';
import type { Place, Scroll } from './chrome/edges.ts';
import { EDGE_COLUMNS, scrollMark } from './chrome/edges.ts';
import { clockText, costText, countText, totalTokens } from './numbers.ts';
import type { Scene } from './scene.ts';
import { activeAgents } from './scene.ts';
import type { Line, Role } from './span.ts';
import { agentRole, span } from './span.ts';
import { plural } from '../shared/plural.ts';

type FinalState = 'waiting' | 'streaming' | 'complete' | 'none' | 'cancelled';

/** How far the final answer is. */
function finalState(scene: Scene): FinalState {
  const { state, moments } = scene;
  if (state === null) return 'waiting';
  if (state.finalAnswer?.locked === true) return 'complete';
  if (moments.ended !== null && state.finalAnswer !== null) return 'complete';
  if (moments.ended !== null) return moments.ended.outcome === 'cancelled' ? 'cancelled' : 'none';
  return state.phase === 'presenting' || state.phase === 'evaluating' ? 'streaming' : 'waiting';
}

/** `★ FINAL ANSWER · 1 agent_a gpt-5-mini` and `streaming`: the top edge of the final answer. */
export function finalTop(scene: Scene, columns: number): { readonly left: Line; readonly right: Line } {
  const { state, glyphs, cells } = scene;
  const winner = state?.winner === null || state === null ? undefined : state.agents[state.winner.agentId];
  const view = winner === undefined ? undefined : scene.agents[winner.number - 1];
  const how = finalState(scene);
  const looks: Readonly<Record<FinalState, readonly [string, string, Role]>> = {
    waiting: [glyphs.waiting, 'not yet', 'accent'],
    streaming: [scene.spin, 'streaming', 'accent'],
    complete: [glyphs.done, 'complete', 'success'],
    none: [glyphs.failed, 'no answer', 'error'],
    cancelled: [glyphs.cancelled, 'cancelled', 'warning'],
  };
  const [sign, word, role] = looks[how];
  const right: Line = [span(`${sign} ${word}`, role)];
  const missing = how === 'none' || how === 'cancelled';
  const left = joinParts(
    [
      { line: [missing ? span('NO ANSWER', role) : span(`${glyphs.winner} FINAL ANSWER`, 'winner')] },
      view === undefined
        ? { line: [] }
        : { line: [span(`${view.number} ${view.id}`, agentRole(view.number))], leaves: 2, least: 6 },
      view === undefined || view.model === ''
        ? { line: [] }
        : { line: [span(view.model, 'muted')], leaves: 1, least: 8 },
    ],
    columns - EDGE_COLUMNS - lineWidth(right, cells),
    cells,
    [span(` ${glyphs.dot} `, 'muted')],
  );
  return { left, right };
}

/** `3 rounds · 3/3 agreed on 1.2 · 41.2k tok · $0.22`: the bottom edge. */
export function finalBottom(
  scene: Scene,
  scroll: Scroll,
  place: Place,
  columns: number,
): { readonly left: Line; readonly right: Line } {
  const { state, cells, glyphs } = scene;
  const right = scrollMark(scene, scroll, place, columns);
  if (state === null) return { left: [], right };
  const rounds = Math.max(0, ...Object.values(state.agents).map((agent) => agent.round + 1));
  const winner = state.winner;
  const votes = winner === null ? 0 : state.votes.filter((vote) => vote.target === winner.agentId).length;
  const label = state.votes.find((vote) => vote.target === winner?.agentId)?.label.replace(/^agent/, '');
  const agreed =
    votes === 0
      ? ''
      : `${votes}/${activeAgents(state).length} agreed on ${label ?? ''}${winner?.isTie === true ? ' (tie)' : ''}`;
  const tokens = totalTokens(state.usage);
  const left = joinParts(
    [
      { line: agreed === '' ? [] : [span(agreed, 'label')], leaves: 4 },
      { line: [span(plural(rounds, 'round'), 'muted')], leaves: 2 },
      { line: [span(clockText(scene.elapsedMs), 'muted')], leaves: 3 },
      { line: tokens === null ? [] : [span(`${countText(tokens)} tok`, 'muted')], leaves: 1 },
      { line: [span(costText(state.usage.cost), 'muted')], leaves: 1 },
    ],
    columns - EDGE_COLUMNS - lineWidth(right, cells),
    cells,
    [span(` ${glyphs.dot} `, 'muted')],
  );
  return { left, right };
}

/** Below it the names of the agents stand above their reasons. */
const NARROW_COLUMNS = 60;

/** In the place of an answer that is not there: why, agent by agent. */
export function noAnswerLines(scene: Scene, columns: number): readonly Line[] {
  const { cells, moments } = scene;
  const ended = moments.ended;
  const presents = scene.agents.find((agent) => agent.mark.word === 'presents');
  if (ended === null)
    return [
      [],
      ...wrapText(
        presents === undefined
          ? 'The winner presents here once the agents have agreed.'
          : `${presents.id} is preparing the final answer.`,
        columns - 2,
        cells,
        'muted',
      ),
    ];
  const names = Math.min(20, Math.max(0, ...scene.agents.map((agent) => cells.width(agent.id))));
  const indent = columns < NARROW_COLUMNS ? 5 : 5 + names + 2;
  const failures = Object.values(scene.state?.agents ?? {});
  const reasons = scene.agents.flatMap((agent): readonly Line[] => {
    const failed = failures.find((one) => one.number === agent.number)?.failed ?? null;
    const told = (ended.reasons[agent.id] ?? '').replace(failed === null ? '' : `${failed.class}: `, '');
    const reason = scene.clean(told) || (agent.failed ?? 'no answer');
    const lines = wrapText(reason, columns - indent - 1, cells, 'text');
    const head = [
      span(` ${String(agent.number).padStart(2)}  `, agentRole(agent.number)),
      span(pad(agent.id, names, cells), 'strong'),
    ];
    if (indent === 5) return [head, ...lines.map((line): Line => [span(blanks(indent)), ...line])];
    return lines.map((line, at) => [...(at === 0 ? [...head, span('  ')] : [span(blanks(indent))]), ...line]);
  });
  const words = {
    answered: 'The turn ended.',
    no_answer: 'No agent gave an answer.',
    timeout: 'Time ran out before there was an answer.',
    cancelled: 'The turn was cancelled; what was written is kept.',
    failed: 'Every agent failed.',
  }[ended.outcome];
  return [[], [span(` ${words}`, 'strong')], [], ...reasons].map((line) => cutLine(line, columns, cells));
}

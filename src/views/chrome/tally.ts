import { joinParts, lineWidth, shorten } from '../line.ts';
import { clockText, shortLabel } from '../numbers.ts';
import type { Scene, TallyRow } from '../scene.ts';
import type { Line } from '../span.ts';
import { agentRole, span } from '../span.ts';

const MAX_BAR = 32;

/** `1.2 ██ 2  3.1 · 0`: a bar per answer; `unit` cells per vote, fewer when somebody has very many. */
export function tallyBars(scene: Scene, unit: number, withEmpty: boolean): Line {
  const rows = withEmpty ? scene.tally : scene.tally.filter((row) => row.votes > 0);
  const most = Math.max(1, ...rows.map((row) => row.votes));
  const perVote = Math.min(unit, MAX_BAR / most);
  return rows.flatMap((row, at) => [...(at === 0 ? [] : [span('   ')]), ...bar(row, perVote, scene)]);
}

function bar(row: TallyRow, perVote: number, scene: Scene): Line {
  const { glyphs } = scene;
  const name = span(row.label, row.leads ? 'winner' : 'strong');
  if (row.votes === 0) return [name, span(` ${glyphs.dot} 0`, 'muted')];
  const length = Math.max(1, Math.round(row.votes * perVote));
  return [
    name,
    span(' '),
    span(glyphs.bar.repeat(length), row.leads ? 'bar_lead' : 'bar'),
    span(` ${row.votes}`, 'text'),
  ];
}

/** `2→2.3  3→2.3`: who voted for what, in the order of the agents. */
export function arrowsLine(scene: Scene): Line {
  const { state, glyphs } = scene;
  if (state === null) return [];
  const line = state.order
    .flatMap((id) => state.agents[id] ?? [])
    .flatMap((agent) =>
      agent.vote === null
        ? []
        : [
            span(String(agent.number), agentRole(agent.number)),
            span(`${glyphs.arrow}${shortLabel(agent.vote.label)}  `, 'muted'),
          ],
    );
  return line.map((piece, at) => (at === line.length - 1 ? span(piece.text.trimEnd(), piece.role) : piece));
}

/** The row under the rail on high screens: bars while there are votes, else the newest answer and who has it. */
export function tallyLine(scene: Scene, columns: number): Line {
  const { state, cells, moments, glyphs } = scene;
  const gap: Line = [span('      ')];
  if (state === null || scene.agents.length < 2) return [];
  if (state.votes.length > 0) {
    const leader = scene.tally.find((row) => row.leads);
    const verdict = leader === undefined ? [span('tie', 'muted')] : [span(`leader ${leader.label}`, 'winner')];
    const rest = [
      { line: arrowsLine(scene), leaves: 2 },
      { line: verdict, leaves: 1 },
    ];
    const wide = joinParts([{ line: tallyBars(scene, 4, true) }, ...rest], columns - 2, cells, gap);
    const fits = lineWidth(tallyBars(scene, 4, true), cells) <= columns - 2;
    return [
      span(' '),
      ...(fits ? wide : joinParts([{ line: tallyBars(scene, 1, false) }, ...rest], columns - 2, cells, gap)),
    ];
  }
  if (moments.reset !== null) {
    const { label, cleared } = moments.reset;
    const words = `${glyphs.warning} votes reset by ${shortLabel(label)}: ${cleared} thrown away, everyone looks again`;
    return [span(' '), ...joinParts([{ line: [span(words, 'warning')] }], columns - 2, cells, gap)];
  }
  return newsLine(scene, columns);
}

function newsLine(scene: Scene, columns: number): Line {
  const { state, cells, moments, glyphs } = scene;
  const news = moments.news;
  const author = news === null || state === null ? undefined : state.agents[news.author];
  if (state === null || state.phase === 'idle') return [];
  if (news === null || author === undefined) {
    const words =
      moments.ended === null
        ? `${glyphs.waiting} no answer yet: everyone works alone until the first one`
        : `${glyphs.waiting} the turn ended before the first answer`;
    return [span(` ${shorten(words, columns - 2, cells)}`, 'muted')];
  }
  const others = state.order
    .flatMap((id) => state.agents[id] ?? [])
    .filter((agent) => agent.id !== author.id && agent.failed === null);
  const has = others.filter((agent) => (agent.seen[author.id] ?? 0) >= author.revision).map((agent) => agent.number);
  const lacks = others.filter((agent) => (agent.seen[author.id] ?? 0) < author.revision).map((agent) => agent.number);
  const gap: Line = [span('  ')];
  const text = `${glyphs.answered} ${shortLabel(news.label)} answered at ${clockText(news.atMs - state.startedAtMs)} by `;
  return [
    span(' '),
    ...joinParts(
      [
        { line: [span(text, 'success'), span(scene.agents[author.number - 1]?.id ?? '', agentRole(author.number))] },
        has.length === 0
          ? { line: [] }
          : { line: [span(`${glyphs.arrow} read by ${has.join(' ')}`, 'label')], leaves: 2 },
        lacks.length === 0 ? { line: [] } : { line: [span(`not yet read by ${lacks.join(' ')}`, 'muted')], leaves: 1 },
      ],
      columns - 2,
      cells,
      gap,
    ),
  ];
}

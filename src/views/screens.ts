import { clamp } from '../shared/clamp.ts';
import { MIN_COLUMNS, MIN_ROWS } from './layout.ts';
import { blanks, cutLine, lineWidth, pad, wrapText } from './line.ts';
import { clockText, costText } from './numbers.ts';
import { railLine } from './chrome/rail.ts';
import type { Scene } from './scene.ts';
import type { Cells, Line } from './span.ts';
import { agentRole, span } from './span.ts';

/** The same lines, each brought to the middle of so many columns, and the block to the middle of so many rows. */
function centred(lines: readonly Line[], columns: number, rows: number, cells: Cells): readonly Line[] {
  const above = Math.max(0, Math.floor((rows - lines.length) / 2));
  const middle = lines.map((line): Line => {
    const cut = cutLine(line, columns, cells);
    return [span(blanks(Math.floor((columns - lineWidth(cut, cells)) / 2))), ...cut];
  });
  return [...Array.from({ length: above }, (): Line => []), ...middle].slice(0, rows);
}

/** What a window too small for the dashboard shows: the run goes on, and this is how far it is. */
export function tooSmallLines(scene: Scene, columns: number, rows: number): readonly Line[] {
  const { cells } = scene;
  const need = `MassGen needs ${MIN_COLUMNS}x${MIN_ROWS}, this window is ${columns}x${rows}`;
  const running = scene.state !== null && scene.state.phase !== 'idle' && scene.state.phase !== 'ended';
  const lines = [
    ...wrapText(need, columns, cells, 'strong'),
    ...(scene.state === null ? [] : [railLine(scene, columns, 'compact').slice(1)]),
    [span(`${clockText(scene.elapsedMs)} ${costText(scene.usage.cost)}`, 'label')],
    ...(running ? wrapText('still running; Ctrl-C cancels', columns, cells, 'muted') : []),
  ];
  return centred(lines.slice(0, rows), columns, rows, cells);
}

const MIN_LISTED = 4;

/** Before the first question: who will answer, and what to do. */
export function welcomeLines(scene: Scene, columns: number, rows: number, ready: boolean): readonly Line[] {
  const { cells } = scene;
  const ids = clamp(Math.max(0, ...scene.agents.map((agent) => cells.width(agent.id))), 4, 24);
  const models = clamp(Math.max(0, ...scene.agents.map((agent) => cells.width(agent.model))), 4, 32);
  const width = Math.min(columns - 2, 5 + ids + 2 + models);
  const digits = String(scene.agents.length).length;
  const agents = scene.agents.map((agent): Line => [
    span(` ${String(agent.number).padStart(digits)}  `, agentRole(agent.number)),
    span(pad(agent.id, ids, cells), 'strong'),
    span('  '),
    span(pad(agent.model, models, cells), 'muted'),
  ]);
  const words =
    scene.agents.length === 1
      ? 'One agent works on your question.'
      : 'They answer in parallel, read each other, and vote; the winner presents.';
  const title: Line = [span('MassGen', 'heading'), ...(scene.title === '' ? [] : [span(`  ${scene.title}`, 'muted')])];
  const ask = [
    span(ready ? 'Type your question below.' : 'Type your question below; the session is being prepared.', 'accent'),
  ];
  const intro = wrapText(words, Math.min(columns - 2, 76), cells, 'text');
  // The agents are what matters: on a low screen everything else gives way to them.
  const roomy = rows - 5 - intro.length >= Math.min(agents.length, MIN_LISTED);
  const room = Math.max(1, roomy ? rows - 5 - intro.length : rows - 2);
  const listed = agents.length <= room ? agents.length : room - 1;
  const list = [
    ...agents.slice(0, listed).map((line) => cutLine(line, Math.max(width, 10), cells)),
    ...(listed < agents.length ? [[span(` and ${agents.length - listed} more`, 'muted')]] : []),
  ];
  const body = roomy ? [title, [], ...list, [], ...intro, [], ask] : [title, ...list, ask];
  return centred(body, columns, rows, cells);
}

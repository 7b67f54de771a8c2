import type { Frame } from '../glyphs.ts';
import type { Part } from '../line.ts';
import { joinParts, lineWidth, spread } from '../line.ts';
import { costText, countText } from '../numbers.ts';
import type { AgentView, Scene } from '../scene.ts';
import type { Cells, Line, Role } from '../span.ts';
import { agentRole, span } from '../span.ts';

/** Where a scrolling text stands: at its end, or held with so many new lines below. */
export type Scroll = { readonly held: false } | { readonly held: true; readonly fresh: number };

/** Which rows of how many are in the window, counted from 1. */
export interface Place {
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

/** What a frame needs of its edge besides the two texts: corners, a blank on either side of each, and one piece of rule. */
export const EDGE_COLUMNS = 7;

/** `┏ left ━━━ right ┓` over exactly so many columns; the left part is cut first. */
export function edge(
  which: 'top' | 'bottom',
  frame: Frame,
  left: Line,
  right: Line,
  columns: number,
  role: Role,
  cells: Cells,
): Line {
  const [start, end] = which === 'top' ? [frame.topLeft, frame.topRight] : [frame.bottomLeft, frame.bottomRight];
  if (columns < 2) return [span(start.repeat(Math.max(0, columns)), role)];
  const inner = columns - 2;
  if (inner < 4) return [span(start + frame.across.repeat(inner) + end, role)];
  const blank = span(' ');
  const before: Line = left.length === 0 ? [] : [blank, ...left, blank];
  const after: Line = right.length === 0 ? [] : [blank, ...right, blank];
  return [span(start, role), ...spread(before, after, inner, cells, span(frame.across, role)), span(end, role)];
}

/** `▸1 agent_a gpt-5-mini` and `⠹ tool:search 8s`: what stands in the top edge of a pane. */
export function paneTop(
  scene: Scene,
  agent: AgentView,
  focused: boolean,
  columns: number,
): { readonly left: Line; readonly right: Line } {
  const { cells } = scene;
  const { mark } = agent;
  const state: Line = [span(mark.glyph, mark.role), span(` ${mark.word}`, mark.role)];
  const right = joinParts(
    [{ line: state }, { line: mark.time === '' ? [] : [span(mark.time, 'muted')], leaves: 1 }],
    Math.floor((columns - 2) * 0.6),
    cells,
    [span(' ')],
  );
  const left = joinParts(
    [
      { line: [span(`${focused ? scene.glyphs.focus : ' '}${agent.number}`, agentRole(agent.number))] },
      { line: [span(agent.id, focused ? 'strong' : 'title')], leaves: 2, least: 4 },
      { line: agent.model === '' ? [] : [span(agent.model, 'muted')], leaves: 1, least: 8 },
    ],
    columns - EDGE_COLUMNS - lineWidth(right, cells),
    cells,
    [span(' ')],
  );
  return { left, right };
}

const part = (text: string, leaves?: number): Part =>
  leaves === undefined ? { line: [span(text, 'label')] } : { line: [span(text, 'muted')], leaves };

/** `r2 · a1.2 · ctx 2.1,3.1 · 12.4k · $0.06` and `▼ follow`: the bottom edge. */
export function paneBottom(
  scene: Scene,
  agent: AgentView,
  scroll: Scroll,
  place: Place,
  columns: number,
): { readonly left: Line; readonly right: Line } {
  const right = scrollMark(scene, scroll, place, columns);
  const left = joinParts(
    [
      part(agent.round === 0 ? 'not started' : `r${agent.round}`),
      agent.label === null ? { line: [] } : part(`a${agent.label}`, 4),
      agent.context.length === 0
        ? { line: [] }
        : part(`read ${agent.context.length > 6 ? agent.context.length : agent.context.join(' ')}`, 1),
      agent.tokens === null ? { line: [] } : part(`${countText(agent.tokens)} tok`, 2),
      agent.tokens === null ? { line: [] } : part(costText(agent.cost), 3),
    ],
    columns - EDGE_COLUMNS - lineWidth(right, scene.cells),
    scene.cells,
    [span(` ${scene.glyphs.dot} `, 'muted')],
  );
  return { left, right };
}

/** `▼ follow`, or `▲ held · 37 new ▼`; `12-27/90` when the turn is over and nothing will come any more. */
export function scrollMark(scene: Scene, scroll: Scroll, place: Place, columns: number): Line {
  const { glyphs } = scene;
  if (isOver(scene)) return placeMark(scene, place);
  if (!scroll.held) return columns < 30 ? [] : [span(`${glyphs.down} follow`, 'muted')];
  const fresh = scroll.fresh === 0 ? '' : ` ${glyphs.dot} ${scroll.fresh} new ${glyphs.down}`;
  return [span(`${glyphs.up} held${fresh}`, 'warning')];
}

/** The same for a title without a bottom edge: nothing while it follows. */
export function titleMark(scene: Scene, scroll: Scroll, place: Place): Line {
  if (isOver(scene)) return placeMark(scene, place);
  return scroll.held ? [span(`${scene.glyphs.up} held`, 'warning')] : [];
}

const isOver = ({ state, moments }: Scene): boolean => moments.ended !== null || state?.finalAnswer?.locked === true;

/** Signs tell where there is more; nothing when all of it is in the window. */
function placeMark({ glyphs }: Scene, { first, last, total }: Place): Line {
  if (last - first + 1 >= total) return [];
  const more = `${first > 1 ? ` ${glyphs.up}` : ''}${last < total ? ` ${glyphs.down}` : ''}`;
  return [span(`${first}-${last}/${total}${more}`, 'label')];
}

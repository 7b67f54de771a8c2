import { lineWidth, shorten } from '../line.ts';
import type { AgentView, Scene } from '../scene.ts';
import type { Line } from '../span.ts';
import { agentRole, span } from '../span.ts';

/**
 * `▸1 agent_a ✓→1.2   2 agent_b ⠹tool +37`: every agent in one row. Names are cut and go first, then words; when even the numbers
 * do not fit, the row shows the part around the focus.
 */
export const tabsLine = (scene: Scene, focus: number, fresh: readonly number[], columns: number): Line =>
  placeTabs(scene, focus, fresh, columns).flatMap(({ line }) => line);

/** The agent whose tab takes the column `x` of that row, by index; null between and behind them. */
export function tabAt(
  scene: Scene,
  focus: number,
  fresh: readonly number[],
  columns: number,
  x: number,
): number | null {
  let end = 0;
  const hit = placeTabs(scene, focus, fresh, columns).find(({ line }) => {
    end += lineWidth(line, scene.cells);
    return x < end;
  });
  return hit?.index ?? null;
}

/** A piece of the row; `index` tells the agent it belongs to. */
interface PlacedTab {
  readonly index: number | null;
  readonly line: Line;
}

function placeTabs(scene: Scene, focus: number, fresh: readonly number[], columns: number): readonly PlacedTab[] {
  const forms: readonly (readonly [number | 'words' | 'signs', string])[] = [
    [Number.POSITIVE_INFINITY, '   '],
    [16, '   '],
    [10, '  '],
    ['words', '  '],
    ['signs', ' '],
  ];
  for (const [form, gap] of forms) {
    const tabs = scene.agents.flatMap((agent, at): readonly PlacedTab[] => [
      { index: null, line: [span(at === 0 ? ' ' : gap)] },
      { index: at, line: tab(scene, agent, at === focus, fresh[at] ?? 0, form) },
    ]);
    if (tabs.reduce((sum, { line }) => sum + lineWidth(line, scene.cells), 0) <= columns) return tabs;
  }
  return windowed(scene, focus, columns);
}

/** `form`: how long a name may be, or that there is none. */
function tab(scene: Scene, agent: AgentView, focused: boolean, fresh: number, form: number | 'words' | 'signs'): Line {
  const { glyphs, cells } = scene;
  const number = span(`${focused ? glyphs.focus : ' '}${agent.number}`, agentRole(agent.number));
  const sign = form === 'signs' ? agent.mark.glyph : agent.mark.badge;
  const name = typeof form === 'number' ? ` ${shorten(agent.id, form, cells)}` : '';
  return [
    number,
    ...(name === '' ? [] : [span(name, focused ? 'strong' : 'label')]),
    span(form === 'signs' ? sign : ` ${sign}`, agent.mark.role),
    ...(fresh > 0 && form !== 'signs' ? [span(` +${fresh}`, 'warning')] : []),
  ];
}

const more = (there: boolean): readonly PlacedTab[] => (there ? [{ index: null, line: [span(' …', 'muted')] }] : []);

function windowed(scene: Scene, focus: number, columns: number): readonly PlacedTab[] {
  const tabs = scene.agents.map((agent, at) => tab(scene, agent, at === focus, 0, 'signs'));
  const widths = tabs.map((line) => lineWidth(line, scene.cells) + 1);
  let from = focus;
  let to = focus + 1;
  let used = (widths[focus] ?? 0) + 4;
  for (let grown = true; grown;) {
    grown = false;
    for (const at of [from - 1, to]) {
      const width = widths[at];
      if (width === undefined || used + width > columns) continue;
      used += width;
      if (at < from) from = at;
      else to = at + 1;
      grown = true;
    }
  }
  const shown = tabs.slice(from, to).map((line, at) => ({ index: from + at, line: [span(' '), ...line] }));
  return [...more(from > 0), ...shown, ...more(to < tabs.length)];
}

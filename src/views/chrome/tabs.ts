import { lineWidth } from '../line.ts';
import type { AgentView, Scene } from '../scene.ts';
import type { Line } from '../span.ts';
import { agentRole, span } from '../span.ts';

/**
 * `▸1 agent_a ✓→1.2   2 agent_b ⠹tool +37`: every agent in one row. Names go first, then words; when even the numbers
 * do not fit, the row shows the part around the focus.
 */
export function tabsLine(scene: Scene, focus: number, fresh: readonly number[], columns: number): Line {
  const forms: readonly (readonly ['full' | 'words' | 'signs', string])[] = [
    ['full', '   '],
    ['words', '  '],
    ['signs', ' '],
  ];
  for (const [form, gap] of forms) {
    const line = scene.agents.flatMap((agent, at) => [
      span(at === 0 ? ' ' : gap),
      ...tab(scene, agent, at === focus, fresh[at] ?? 0, form),
    ]);
    if (lineWidth(line, scene.cells) <= columns) return line;
  }
  return windowed(scene, focus, columns);
}

function tab(scene: Scene, agent: AgentView, focused: boolean, fresh: number, form: 'full' | 'words' | 'signs'): Line {
  const { glyphs } = scene;
  const number = span(`${focused ? glyphs.focus : ' '}${agent.number}`, agentRole(agent.number));
  const sign = form === 'signs' ? agent.mark.glyph : agent.mark.badge;
  return [
    number,
    ...(form === 'full' ? [span(` ${agent.id}`, focused ? 'strong' : 'label')] : []),
    span(form === 'signs' ? sign : ` ${sign}`, agent.mark.role),
    ...(fresh > 0 && form !== 'signs' ? [span(` +${fresh}`, 'warning')] : []),
  ];
}

const more = (there: boolean): Line => (there ? [span(' …', 'muted')] : []);

function windowed(scene: Scene, focus: number, columns: number): Line {
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
  const shown = tabs.slice(from, to).flatMap((line) => [span(' '), ...line]);
  return [...more(from > 0), ...shown, ...more(to < tabs.length)];
}

import { clockText, costText, countText, totalTokens } from '../numbers.ts';
import { joinParts, lineWidth, shorten, spread } from '../line.ts';
import { railLine } from './rail.ts';
import type { Scene } from '../scene.ts';
import type { Line } from '../span.ts';
import { span } from '../span.ts';

/** ` MassGen T1 three_agents.yaml "Compare three caching…"     1:07  $0.09  14.2k tok` */
export function headerLine(scene: Scene, columns: number): Line {
  const { cells } = scene;
  const tokens = totalTokens(scene.usage);
  const right = joinParts(
    [
      { line: [span(clockText(scene.elapsedMs), 'strong')] },
      { line: [span(costText(scene.usage.cost), 'label')], leaves: 2 },
      columns < 100 || tokens === null
        ? { line: [] }
        : { line: [span(`${countText(tokens)} tok`, 'label')], leaves: 1 },
    ],
    columns - 12,
    cells,
    [span('  ')],
  );
  const room = columns - lineWidth(right, cells) - 3;
  const { state } = scene;
  const attempt = state !== null && state.attempt > 1 ? ` attempt ${state.attempt}/${state.maxAttempts}` : '';
  const turn = state !== null && state.turn > 0 ? [span(` T${state.turn}${attempt}`, 'label')] : [];
  const name: Line = [span(' '), span('MassGen', 'heading'), ...turn];
  const title =
    scene.title === '' ? [] : [span(` ${shorten(scene.title, Math.max(12, Math.floor(room / 3)), cells)}`, 'muted')];
  const head: Line = [...name, ...title];
  const left = room - lineWidth(head, cells) - 5;
  const asked = scene.question === '' || left < 8 ? [] : [span(`  "${shorten(scene.question, left, cells)}"`, 'text')];
  return spread([...head, ...asked], [...right, span(' ')], columns, cells);
}

/** Header and rail in one row, for small screens: ` ⠹Vote 2/3   1:07 $0.09`. */
export function compactHeader(scene: Scene, columns: number): Line {
  const right: Line = [span(`${clockText(scene.elapsedMs)} ${costText(scene.usage.cost)} `, 'label')];
  return spread(railLine(scene, columns - lineWidth(right, scene.cells) - 1, 'compact'), right, columns, scene.cells);
}

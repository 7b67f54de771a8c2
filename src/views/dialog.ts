import type { HelpRow } from './help.ts';
import { pad } from './line.ts';
import { clockText, costText, plural } from './numbers.ts';
import type { Scene } from './scene.ts';
import { isOut } from './scene.ts';
import type { Line } from './span.ts';
import { span } from './span.ts';

/** What stands in the question before a running turn is left: what is at stake, and the choices. */
export function stopLines(scene: Scene, choices: readonly HelpRow[]): readonly Line[] {
  const { state, cells, glyphs } = scene;
  const running = state === null ? 0 : Object.values(state.agents).filter((agent) => !isOut(agent)).length;
  const facts = [
    `${plural(running, 'agent')} running`,
    plural(state?.answers.length ?? 0, 'answer'),
    costText(scene.usage.cost),
    clockText(scene.elapsedMs),
  ].join(` ${glyphs.dot} `);
  return [
    [span(facts, 'label')],
    [],
    ...choices.map((row): Line => [span(` ${pad(row.keys, 7, cells)} `, 'key'), span(row.help, 'text')]),
  ];
}

import { accept } from '../coordination/accept.ts';
import type { HelpRow } from './help.ts';
import { cutLine, pad } from './line.ts';
import { clockText, costText } from './numbers.ts';
import type { Scene } from './scene.ts';
import { isOut } from './scene.ts';
import type { Line } from './span.ts';
import { span } from './span.ts';
import { plural } from '../shared/plural.ts';

/** Why no agent can be asked to answer now; null when one can. */
function refusal({ state }: Scene): string | null {
  if (state === null || state.order.length === 0) return 'no agent works yet';
  const answers = state.order.map((agentId) => accept(state, { type: 'answer_now', agentId }));
  const first = answers.find((answer) => !answer.ok);
  return first === undefined || first.ok || answers.some((answer) => answer.ok) ? null : first.error;
}

/**
 * What stands in the question before a running turn is left: what is at stake, and the choices. `answerNow` is the key
 * of the choice that says why when it cannot be had. Windows with few rows lose the blank, then the facts.
 */
export function stopLines(
  scene: Scene,
  choices: readonly HelpRow[],
  answerNow: string,
  rows: number,
  columns: number,
): readonly Line[] {
  const { state, cells, glyphs } = scene;
  const running = state === null ? 0 : Object.values(state.agents).filter((agent) => !isOut(agent)).length;
  const facts = [
    `${plural(running, 'agent')} running`,
    plural(state?.answers.length ?? 0, 'answer'),
    costText(scene.usage.cost),
    clockText(scene.elapsedMs),
  ].join(` ${glyphs.dot} `);
  const refused = refusal(scene);
  const above: readonly Line[] = [[span(facts, 'label')], []];
  return [
    ...above.slice(0, Math.max(0, rows - choices.length)),
    ...choices.map((row): Line => {
      const key = ` ${pad(row.keys, 4, cells)} `;
      const line =
        row.keys === answerNow && refused !== null
          ? [span(key, 'muted'), span(`Answer now: not possible, ${scene.clean(refused)}`, 'muted')]
          : [span(key, 'key'), span(row.help, 'text')];
      return cutLine(line, columns, cells);
    }),
  ];
}

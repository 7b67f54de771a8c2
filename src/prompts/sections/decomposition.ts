import type { Section } from '../section.ts';
import { groundRules } from './ground-rules.ts';

/** How work is shared in decomposition mode: every agent owns one part. Takes the place of `coordination`. */
export const decomposition = (input: { readonly mark: string; readonly hasTools: boolean }): Section => ({
  id: 'decomposition',
  priority: 2,
  tag: 'massgen_coordination',
  text: [
    'Several agents share one task, known to each other only as agent1, agent2 and so on. Each request names the part you own and shows how far the others are.',
    'Do your own part first. Fit its edges to what the others have done so that the whole works together, and leave the parts they own to them.',
    'Submit your part with new_answer when it has really moved forward; it must stand alone. When nothing of it is left to do, or others’ news do not concern it, call stop: status complete, or blocked with what is missing.',
    groundRules(input),
  ].join('\n'),
});

import { PRIORITY, type Section } from '../section.ts';

/** Verify results, not intentions. */
export const outputFirst = (): Section => ({
  id: 'output_first_iteration',
  priority: PRIORITY.high,
  tag: 'output_first_iteration',
  text: 'Check outcomes, not intentions: before you decide, look at the result as its reader will, recompute or try what can be tried, and mend what fails.',
});

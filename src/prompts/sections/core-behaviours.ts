import type { Section } from '../section.ts';

/** How to work, whatever the task. The part on tools is for agents that have some. */
export const coreBehaviours = ({ hasTools }: { readonly hasTools: boolean }): Section => ({
  id: 'core_behaviors',
  priority: 4,
  tag: 'core_behaviors',
  text: [
    'Do the work instead of describing how it could be done. Where the message is open, settle on what is most likely wanted and go on.',
    ...(hasTools
      ? [
          'Call tools that do not depend on each other together, the others in turn. Never guess an argument you can find out.',
        ]
      : []),
  ].join('\n'),
});

import { block, integer, key, number } from './field.ts';

/** One retry policy for every provider (`backends.md` §15.2). Times in seconds. */
export const RETRY = block('backend.retry', 'How failed model calls are tried again.', {
  max_attempts: key(integer({ min: 1, max: 100 }), {
    since: 'ours',
    default: 5,
    doc: 'Calls in all, the first one counted.',
  }),
  initial_delay: key(number({ min: 0 }), { since: 'ours', default: 1, doc: 'Longest first wait, in seconds.' }),
  multiplier: key(number({ min: 1 }), { since: 'ours', default: 2, doc: 'Growth of the wait per attempt.' }),
  max_delay: key(number({ min: 0 }), { since: 'ours', default: 60, doc: 'Longest wait, in seconds.' }),
  jitter: key(number({ min: 0, max: 1 }), {
    since: 'ours',
    default: 1,
    doc: 'Random part of a wait: 1 waits anything between nothing and the full time, 0 always the full time.',
  }),
});

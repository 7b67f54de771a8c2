import { block, key, number } from './field.ts';

export const TIMEOUT_SETTINGS = block('timeout_settings', 'How long a run and its rounds may take.', {
  orchestrator_timeout_seconds: key(number({ above: 0 }), {
    since: '0.0.8',
    default: 1800,
    doc: 'Longest coordination of one attempt, in seconds; when spent, the best answer so far is presented.',
  }),
  initial_round_timeout_seconds: key(number({ above: 0 }), {
    since: '41',
    doc: "Soft limit of an agent's first round: it is asked to wrap up. Unset means no limit.",
  }),
  subsequent_round_timeout_seconds: key(number({ above: 0 }), {
    since: '41',
    doc: 'Soft limit of each later round. Unset means no limit.',
  }),
  round_timeout_grace_seconds: key(number({ min: 0 }), {
    since: '41',
    default: 120,
    doc: 'Time between the wrap-up request and the moment from which only ending the round is allowed.',
  }),
});

/** The round limits alone, as subagents may override them. */
export const ROUND_TIMEOUTS = block('orchestrator.coordination.subagent_round_timeouts', 'Round limits of subagents.', {
  initial_round_timeout_seconds: key(number({ above: 0 }), {
    since: '41',
    wrong: 'error',
    doc: "Soft limit of a subagent's first round.",
  }),
  subsequent_round_timeout_seconds: key(number({ above: 0 }), {
    since: '41',
    wrong: 'error',
    doc: 'Soft limit of its later rounds.',
  }),
  round_timeout_grace_seconds: key(number({ min: 0 }), {
    since: '41',
    wrong: 'error',
    doc: 'Grace after the wrap-up request.',
  }),
});

import type { TurnOutcome } from '../../coordination/vocabulary.ts';

/** The word of `status.json`, the registry and the `EXIT:` line for how a turn ended. */
export function finishReason(outcome: TurnOutcome): 'completed' | 'timeout' | 'error' | 'cancelled' {
  switch (outcome) {
    case 'answered':
      return 'completed';
    case 'timeout':
      return 'timeout';
    case 'cancelled':
      return 'cancelled';
    case 'no_answer':
    case 'failed':
      return 'error';
  }
}

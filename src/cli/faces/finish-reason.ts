import type { TurnOutcome } from '../../coordination/vocabulary.ts';

/** `status.json`'s and the `EXIT:` line's word for how a turn ended. */
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

import type { AnswerLabel } from '../ids.ts';
import type { EnforcementReason } from '../vocabulary.ts';

/** Why a workflow call is turned down; null where it was taken. */
export interface Refusal {
  readonly reason: EnforcementReason;
  /** One sentence: for the log, and for the model where arguments were wrong. */
  readonly message: string;
  readonly measured: number | null;
  readonly nearest: AnswerLabel | null;
}

export const refuse = (reason: EnforcementReason, message: string, more: Partial<Refusal> = {}): Refusal => ({
  reason,
  message,
  measured: null,
  nearest: null,
  ...more,
});

import type { RequestedCall } from '../inputs.ts';
import type { State } from '../state.ts';

export interface Evaluation {
  readonly decision: 'submit' | 'restart';
  readonly reason: string;
  readonly instructions: string;
}

const SUBMIT: Evaluation = { decision: 'submit', reason: '', instructions: '' };
const NONE_GIVEN = 'none given';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' && value.trim() !== '' ? value : NONE_GIVEN);

const restartWith = (fields: Fields): Evaluation => ({
  decision: 'restart',
  reason: textOf(fields['reason']),
  instructions: textOf(fields['instructions']),
});

/** A call of one of the two tools. Missing words do not void a decision. */
export function parseEvaluation(call: RequestedCall): Evaluation {
  return call.name === 'submit' ? SUBMIT : restartWith(isFields(call.args) ? call.args : {});
}

/** Where an object that begins at `start` ends, braces in strings aside; -1 when it does not. */
function objectEnd(text: string, start: number): number {
  let depth = 0;
  let isString = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (isString) {
      if (char === '\\') at += 1;
      else if (char === '"') isString = false;
    } else if (char === '"') isString = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function parseFields(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null; // not JSON: the next brace may begin some
  }
}

/** Braces tried before a text is taken to hold no decision: hostile text must not cost quadratic time. */
const MAX_TRIES = 64;

/** A decision written as JSON in the text, for models that do not call tools: `action_type` and its data. */
export function parseEvaluationText(text: string): Evaluation | null {
  let start = text.indexOf('{');
  for (let tries = 0; start >= 0 && tries < MAX_TRIES; tries += 1) {
    const end = objectEnd(text, start);
    const fields = end < 0 ? null : parseFields(text.slice(start, end));
    if (fields?.['action_type'] === 'submit') return SUBMIT;
    if (fields?.['action_type'] === 'restart_orchestration') {
      const data = fields['restart_data'];
      return restartWith(isFields(data) ? data : fields);
    }
    start = text.indexOf('{', fields === null ? start + 1 : end);
  }
  return null;
}

/** Too little of the attempt's time is left, against what the first attempt took, to begin again. */
export function evaluationBudgetSpent(state: State, nowMs: number): boolean {
  const elapsedMs = nowMs - state.attemptStartedAtMs;
  const remainingMs = state.settings.orchestratorTimeoutMs - elapsedMs;
  return remainingMs < 0.25 * (state.firstAttemptMs ?? elapsedMs);
}

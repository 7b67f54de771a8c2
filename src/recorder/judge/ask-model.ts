import type { Clock } from '../../runtime/ports/clock.ts';
import type {
  AssistantTurn,
  FailureClass,
  ModelClient,
  ModelRequest,
  ProviderFailure,
} from '../../runtime/ports/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { JudgeQuestion } from './prompt.ts';

/**
 * Puts a question to a judge. `key` names it within a look at one film (`sample 1`, `sample 1 again`). The error is a
 * sentence for a person.
 */
export type AskJudge = (key: string, question: JudgeQuestion, signal: AbortSignal) => Promise<Result<string, string>>;

const TRANSIENT: readonly FailureClass[] = ['rate_limit', 'overloaded', 'server', 'network', 'timeout', 'interrupted'];
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;
/** For one exchange. A server that takes the question and never answers would be waited for without end. */
const ANSWER_LIMIT_MS = 120_000;

/** Asks a model of the project's own providers; what passes by itself, and no answer within two minutes, is tried three times. */
export function askModel(client: ModelClient, model: string, clock: Clock): AskJudge {
  return async (_key, question, signal) => {
    const request = requestOf(model, question);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await exchangeInTime(client, request, clock, signal);
      if (answer.ok) return answer;
      const failure = answer.error;
      if (failure === null || signal.aborted) return fail('the judge was interrupted');
      if (failure === 'late') {
        if (attempt >= ATTEMPTS) return fail(`the judge did not answer within ${ANSWER_LIMIT_MS / 1000} s`);
        continue;
      }
      if (attempt >= ATTEMPTS || !TRANSIENT.includes(failure.class)) return fail(failure.message);
      const pauseMs = failure.retryAfter?.ms ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
      await clock.sleep(Math.min(pauseMs, LONGEST_PAUSE_MS), signal);
    }
  };
}

const requestOf = (model: string, { system, parts, tool }: JudgeQuestion): ModelRequest => ({
  model,
  system,
  messages: [{ role: 'user', text: '', parts }],
  tools: tool === null ? [] : [tool],
  toolChoice: tool === null ? 'auto' : 'required',
  params: {},
  cacheKey: 'massgen-judge',
});

/** One exchange, or `late`, also for a client that does not hear its signal. */
async function exchangeInTime(
  client: ModelClient,
  request: ModelRequest,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<string, ProviderFailure | null | 'late'>> {
  const over = new AbortController();
  const answer = exchange(client, request, AbortSignal.any([signal, over.signal]));
  const limit = clock.sleep(ANSWER_LIMIT_MS, AbortSignal.any([signal, over.signal]));
  try {
    return await Promise.race([answer, limit.then(() => fail(signal.aborted ? null : ('late' as const)))]);
  } finally {
    over.abort();
  }
}

/** One exchange; null for an interrupted one. */
async function exchange(
  client: ModelClient,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Result<string, ProviderFailure | null>> {
  for await (const part of client.stream(request, signal)) {
    if (part.type === 'failed') return fail(part.failure);
    if (part.type === 'aborted') return fail(null);
    if (part.type === 'finished') return ok(answerOf(part.turn));
  }
  return fail(null);
}

/** A model that writes its JSON instead of calling the tool has answered too. */
const answerOf = ({ calls, text }: AssistantTurn): string => calls[0]?.argsText ?? text;

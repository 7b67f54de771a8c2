import type { AssistantTurn, Message, ModelToolCall } from '../../runtime/ports/model.ts';
import { saysNothing } from './user-parts.ts';

type ToolResult = Extract<Message, { role: 'tool' }>['results'][number];

const NOT_RUN = 'Not executed: the turn ended before this call was run.';

/** One result per call and in the calls' order; a call without one gets an explicit one, a result without a call goes. */
function answerCalls(calls: readonly ModelToolCall[], results: readonly ToolResult[]): Message | null {
  if (calls.length === 0) return null;
  const byId = new Map(results.map((result) => [result.callId, result]));
  return {
    role: 'tool',
    results: calls.map(({ id, name }) => byId.get(id) ?? { callId: id, name, text: NOT_RUN, isError: true }),
  };
}

const isSilent = (turn: AssistantTurn): boolean => turn.text === '' && turn.calls.length === 0 && turn.raw === null;

/**
 * The history as every provider accepts it (`backends.md` §6.2): each call answered exactly once, directly after its turn
 * and in its order; no result without a call; no empty message. Whole histories pass unchanged; linear in their length.
 */
export function repairHistory(messages: readonly Message[]): readonly Message[] {
  const repaired: Message[] = [];
  let index = 0;
  while (index < messages.length) {
    const message = messages[index];
    index += 1;
    if (message === undefined || message.role === 'tool') continue;
    if (message.role === 'user') {
      if (!saysNothing(message)) repaired.push(message);
      continue;
    }
    if (isSilent(message.turn)) continue;
    repaired.push(message);
    const results: ToolResult[] = [];
    // Results may come in several messages; the turn they answer is always the one before.
    for (let next = messages[index]; next?.role === 'tool'; next = messages[index]) {
      results.push(...next.results);
      index += 1;
    }
    const answers = answerCalls(message.turn.calls, results);
    if (answers !== null) repaired.push(answers);
  }
  return repaired;
}

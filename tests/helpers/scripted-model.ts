import { toolCallId } from '../../src/coordination/ids.ts';
import type { Usage } from '../../src/coordination/usage.ts';
import type { Clock } from '../../src/runtime/ports/clock.ts';
import type {
  FailureClass,
  FinishReason,
  ModelClient,
  ModelRequest,
  ModelToolCall,
  ProviderFailure,
  StreamPart,
} from '../../src/runtime/ports/model.ts';

/** What a scripted model does in one exchange: parts, pauses in ms, `stall` for ever, or a thrown bug. */
export type Move =
  | StreamPart
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'stall' }
  | { readonly type: 'throw'; readonly error: Error };

/** The moves of the next exchange; a function may look at what it was sent. */
export type Script = readonly Move[] | ((request: ModelRequest) => readonly Move[]);

export interface ScriptedModel extends ModelClient {
  readonly requests: readonly ModelRequest[];
  readonly closed: number;
  /** Exchanges that have begun and not ended. */
  readonly open: number;
}

export const SOME_USAGE: Usage = { input: 100, cacheRead: 0, cacheWrite: 0, output: 10, reasoning: null, cost: null };

export const text = (words: string): StreamPart => ({ type: 'text', text: words });
export const thought = (words: string): StreamPart => ({ type: 'reasoning', text: words });
export const wait = (ms: number): Move => ({ type: 'wait', ms });

let callCount = 0;
export function call(name: string, args: unknown): ModelToolCall {
  callCount += 1;
  return { id: toolCallId(`call_${callCount}`), name, args, argsError: null, argsText: JSON.stringify(args) };
}

export function finished(
  words: string,
  calls: readonly ModelToolCall[] = [],
  finish: FinishReason = calls.length > 0 ? 'tool_calls' : 'end',
): StreamPart {
  return {
    type: 'finished',
    finish,
    rawFinish: finish,
    usage: SOME_USAGE,
    rawUsage: null,
    turn: { text: words, reasoning: null, calls, raw: null },
    requestId: 'req_1',
  };
}

/** A whole message: the words streamed, then the end with the calls. */
export const says = (words: string, ...calls: readonly ModelToolCall[]): readonly Move[] => [
  { type: 'started', requestId: 'req_1' },
  ...(words === '' ? [] : [text(words)]),
  finished(words, calls),
];
export const answers = (content: string): readonly Move[] => says('', call('new_answer', { content }));
export const votes = (agentId: string, reason = 'It is right.'): readonly Move[] =>
  says('', call('vote', { agent_id: agentId, reason }));

export const failure = (kind: FailureClass, more: Partial<ProviderFailure> = {}): StreamPart => ({
  type: 'failed',
  failure: {
    class: kind,
    message: `it failed (${kind})`,
    status: null,
    code: null,
    retryAfter: null,
    requestId: null,
    ...more,
  },
});

/** Plays one script per call, in order, and fails the test on a call too many. `anyway` answers every further call. */
export function scriptedModel(clock: Clock, scripts: readonly Script[], anyway?: Script): ScriptedModel {
  const queue = [...scripts];
  const requests: ModelRequest[] = [];
  let closed = 0;
  let open = 0;

  async function* play(request: ModelRequest, signal: AbortSignal): AsyncGenerator<StreamPart> {
    requests.push(request);
    const script = queue.shift() ?? anyway;
    if (script === undefined) throw new Error('scripted model: unexpected call');
    open += 1;
    try {
      for (const move of typeof script === 'function' ? script(request) : script) {
        if (move.type === 'wait') await clock.sleep(move.ms, signal);
        else if (move.type === 'stall')
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        else if (move.type === 'throw') throw move.error;
        else if (!signal.aborted) yield move;
        if (signal.aborted) {
          yield { type: 'aborted' };
          return;
        }
      }
    } finally {
      open -= 1;
    }
  }

  return {
    family: 'openai-chat',
    stream: play,
    close: () => void (closed += 1),
    requests,
    get closed() {
      return closed;
    },
    get open() {
      return open;
    },
  };
}

/**
 * An agent with manners: answers while nobody it may vote for has, votes for `favourite` as soon as it is offered (else
 * for the first it may), writes `final` when it presents, and submits what it evaluates.
 */
export function wellBehaved(answer: string, favourite: string, final = `Final: ${answer}`): Script {
  return (request) => {
    const tools = new Map(request.tools.map((tool) => [tool.name, tool]));
    if (tools.has('submit')) return says('', call('submit', { confirmed: true }));
    const vote = tools.get('vote');
    if (vote !== undefined) {
      const { agent_id: target } = vote.parameters['properties'] as { agent_id: { enum: readonly string[] } };
      return votes(target.enum.includes(favourite) ? favourite : (target.enum[0] ?? ''));
    }
    return tools.has('new_answer') ? answers(answer) : says(final);
  };
}

/** The same script, so many times. */
export const times = (count: number, script: Script): Script[] => Array.from({ length: count }, () => script);

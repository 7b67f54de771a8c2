import type { EventDraft, EventType } from '../../../src/coordination/events.ts';
import { modelCallId } from '../../../src/coordination/ids.ts';
import { UNKNOWN_USAGE } from '../../../src/coordination/usage.ts';
import { callModel } from '../../../src/runtime/calls/model-call.ts';
import type { ModelCallDeps } from '../../../src/runtime/calls/model-call-job.ts';
import { createBuckets } from '../../../src/runtime/calls/rate-limit.ts';
import { createTextMerger } from '../../../src/runtime/calls/text-merger.ts';
import { createConversation } from '../../../src/runtime/conversation.ts';
import type { Clock } from '../../../src/runtime/ports/clock.ts';
import type { ModelClient } from '../../../src/runtime/ports/model.ts';
import { createTaskGroup } from '../../../src/runtime/task-group.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { scriptedModel, type Script } from '../../helpers/scripted-model.ts';
import { agentOf } from '../session-world.ts';

/** One model call over a scripted client, with everything it tells. */
export function callWorld(
  scripts: readonly Script[] | ((clock: Clock) => ModelClient),
  more: Partial<ModelCallDeps> = {},
  params: Readonly<Record<string, unknown>> = {},
) {
  const clock: FakeClock = createFakeClock(0);
  const client = typeof scripts === 'function' ? scripts(clock) : scriptedModel(clock, scripts);
  const tasks = createTaskGroup((cause) => {
    throw cause;
  });
  const events: EventDraft[] = [];
  const waits: (number | null)[] = [];
  const agent = agentOf(1, { client });
  const conversation = createConversation({ question: 'Why?', history: [], mark: '#m' });
  const stop = new AbortController();
  const lastWords: (() => void)[] = [];
  const deps: ModelCallDeps = {
    agent,
    clock,
    conversation,
    pricing: { cost: () => 0.5 },
    merger: createTextMerger(clock, tasks),
    bucket: createBuckets().get('b'),
    random: () => 0,
    publish: (drafts) => void events.push(...drafts),
    budgetEndMs: () => Infinity,
    onRateLimit: (untilMs) => void waits.push(untilMs),
    ...more,
  };
  const job = {
    identity: {
      agentId: agent.id,
      model: agent.model,
      callId: modelCallId(agent.id, 1),
      stage: 'initial_answer' as const,
      round: 3,
    },
    startsRound: true,
    request: { model: agent.model, system: 'S', tools: [], toolChoice: 'auto' as const, params, cacheKey: null },
    fixedBytes: 7,
    usedBefore: UNKNOWN_USAGE,
    onTry: (tell: () => void) => void lastWords.push(tell),
  };
  return {
    clock,
    deps,
    events,
    waits,
    stop,
    conversation,
    tellLastWords: () => lastWords.at(-1)?.(),
    run: () => clock.runUntil(callModel(deps, job, stop.signal)),
    start: () => callModel(deps, job, stop.signal),
    types: () => events.map(({ event_type: type }) => type),
    dataOf: (type: EventType) => events.filter((event) => event.event_type === type).map(({ data }) => data),
  };
}

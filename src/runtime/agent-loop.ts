import type { Effect } from '../coordination/effects.ts';
import type { EventDraft } from '../coordination/events.ts';
import type { ModelCallId } from '../coordination/ids.ts';
import type { Input } from '../coordination/inputs.ts';
import { UNKNOWN_USAGE } from '../coordination/usage.ts';
import { systemMessage, type SystemMessage } from '../prompts/system-message.ts';
import { workflowTools } from '../prompts/workflow-tools.ts';
import { createConversation, utf8Length } from './conversation.ts';
import { callModel } from './calls/model-call.ts';
import type { ModelCallDeps } from './calls/model-call-job.ts';
import type { ToolSpec } from './ports/model.ts';
import type { ToolBox } from './ports/tools.ts';
import type { TaskGroup } from './task-group.ts';
import { runTools } from './calls/tool-calls.ts';
import type { HistoryEntry } from '../prompts/round-context.ts';
import type { Settings } from '../coordination/settings.ts';

type CallModel = Extract<Effect, { type: 'call_model' }>;
type RunTools = Extract<Effect, { type: 'run_tools' }>;

/** Does for one agent what the rules ask: calls its model, runs its tools, remembers its conversation. */
export interface AgentLoop {
  callModel(effect: CallModel): void;
  runTools(effect: RunTools): void;
  /** Aborts the model call or the tools of this id; unknown and finished ones are left in peace. */
  abort(what: 'model' | 'tools', callId: ModelCallId): void;
  abortAll(): void;
  /** Commits what running calls have said so far: the turn is about to end under them. */
  tellLastWords(): void;
  /** What the agent was sent in its newest round, for `context.txt`. */
  readonly context: string;
}

export interface AgentLoopDeps extends Omit<ModelCallDeps, 'conversation'> {
  readonly settings: Pick<Settings, 'mode' | 'noveltyRequirement'>;
  /** Steers prompt caching; at most 64 characters. */
  readonly cacheKey: string;
  readonly question: string;
  readonly history: readonly HistoryEntry[];
  /** The agent's own mark, see `fenceMark`. */
  readonly mark: string;
  readonly tools: ToolBox;
  readonly tasks: TaskGroup;
  /** 0-based number of the agent's newest round. */
  readonly round: () => number;
  readonly post: (input: Input) => void;
  readonly onBug: (where: string, cause: unknown) => void;
  /** Told what a call is about to send, before it does. */
  readonly onContext: (context: string) => void;
}

export function createAgentLoop(deps: AgentLoopDeps): AgentLoop {
  const { agent, tools, tasks } = deps;
  const otherTools = tools.specs(agent.id);
  const system: SystemMessage = systemMessage({
    systemMessage: agent.systemMessage,
    model: agent.model,
    mode: deps.settings.mode,
    sensitivity: agent.sensitivity,
    novelty: deps.settings.noveltyRequirement,
    mark: deps.mark,
    hasTools: otherTools.length > 0,
    canWriteFiles: agent.canWriteFiles,
  });
  const conversation = createConversation({ question: deps.question, history: deps.history, mark: deps.mark });
  const running = { model: new Map<ModelCallId, AbortController>(), tools: new Map<ModelCallId, AbortController>() };
  const lastWords = new Map<ModelCallId, () => void>();
  let used = UNKNOWN_USAGE;
  let sentText = '';
  let context = '';

  function start(what: 'model' | 'tools', callId: ModelCallId, work: (signal: AbortSignal) => Promise<void>): void {
    const stop = new AbortController();
    running[what].set(callId, stop);
    tasks.run(async () => {
      try {
        await work(stop.signal);
      } finally {
        running[what].delete(callId);
      }
    });
  }

  /** Adds what the rules want said, and tells the log and the archive. Returns whether a round begins. */
  function say(effect: CallModel, round: number): boolean {
    const { text, startsConversation } = conversation.say(effect.appends, new Date(deps.clock.now()).toISOString());
    sentText = startsConversation || sentText === '' ? text : `${sentText}\n\n${text}`;
    context = JSON.stringify({ system_message: system.text, user_message: sentText }, null, 2);
    deps.onContext(context);
    const built: EventDraft = {
      event_type: 'prompt_built',
      agent_id: agent.id,
      round_number: round,
      data: {
        call_id: effect.callId,
        sections: system.sections,
        system: startsConversation ? system.text : null,
        appended: text,
      },
    };
    deps.publish([built]);
    return startsConversation;
  }

  return {
    callModel(effect) {
      const { callId, stage } = effect;
      const round = deps.round();
      const startsRound = say(effect, round) && stage === 'initial_answer';
      const offered: readonly ToolSpec[] = [
        ...workflowTools(effect.offered, effect.voteTargets),
        ...(effect.terminalToolsOnly ? [] : otherTools),
      ];
      start('model', callId, async (signal) => {
        const result = await callModel(
          { ...deps, conversation },
          {
            identity: { agentId: agent.id, model: agent.model, callId, stage, round },
            startsRound,
            request: {
              model: agent.model,
              system: system.text,
              tools: offered,
              toolChoice: offered.length === 0 ? 'none' : 'auto',
              params: agent.params,
              cacheKey: deps.cacheKey,
            },
            fixedBytes: utf8Length(system.text) + utf8Length(JSON.stringify(offered)),
            usedBefore: used,
            onTry: (tell) => void lastWords.set(callId, tell),
          },
          signal,
        );
        used = result.used;
        lastWords.delete(callId);
        deps.post({ type: 'model_ended', agentId: agent.id, callId, outcome: result.outcome });
      });
    },
    runTools({ callId, calls }) {
      start('tools', callId, (signal) =>
        runTools(
          { tools, post: deps.post, onBug: (cause) => deps.onBug('tool', cause) },
          agent.id,
          callId,
          calls,
          signal,
        ),
      );
    },
    abort: (what, callId) => running[what].get(callId)?.abort(),
    abortAll() {
      for (const stop of [...running.model.values(), ...running.tools.values()]) stop.abort();
    },
    tellLastWords() {
      for (const tell of lastWords.values()) tell();
    },
    get context() {
      return context;
    },
  };
}

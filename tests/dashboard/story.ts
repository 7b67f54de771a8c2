import type { CoordinationEvent, EventData, EventType } from '../../src/coordination/events.ts';
import type { AgentCard } from '../../src/coordination/events/run.ts';
import type { AgentId } from '../../src/coordination/ids.ts';
import { agentId } from '../../src/coordination/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';

/** When every story begins: any fixed instant will do. */
export const STORY_START_MS = Date.UTC(2026, 0, 21, 10, 0, 0);

const MODELS = ['gpt-5-mini', 'gemini-2.5-flash', 'claude-sonnet-4', 'grok-4', 'o4-mini', 'qwen3-235b'];

/** `agent_a`, `agent_b` … with a model each. */
export const cardsOf = (count: number): readonly AgentCard[] =>
  Array.from({ length: count }, (_, at) => ({
    id: agentId(`agent_${'abcdefghijklmnopqrstuvwxyz'[at] ?? at}`),
    number: at + 1,
    backend: 'openai',
    model: MODELS[at % MODELS.length] ?? '',
  }));

/** Writes the log of a run by hand, one fact after the other, on a clock that only moves when told. */
export interface Story {
  readonly cards: readonly AgentCard[];
  readonly events: readonly CoordinationEvent[];
  readonly nowMs: number;
  after(ms: number): Story;
  /** Jumps to a time after the beginning: several agents work at once. `inOrder` sorts what was written. */
  at(ms: number): Story;
  fact<Type extends EventType>(type: Type, agentNumber: number | null, data: Partial<EventData[Type]>): Story;
  begin(question: string): Story;
  round(agentNumber: number, saw?: readonly string[]): Story;
  think(agentNumber: number, text: string): Story;
  /** Streams words, so many ms apart. */
  write(agentNumber: number, text: string, wordMs?: number): Story;
  tool(agentNumber: number, name: string, args: unknown, tookMs: number, result: string, isError?: boolean): Story;
  answer(agentNumber: number, revision: number, content: string): Story;
  vote(voter: number, target: number, revision: number, reason: string): Story;
  usage(agentNumber: number, input: number, output: number, cost: number | null): Story;
  win(agentNumber: number, isTie?: boolean): Story;
  present(agentNumber: number, text: string, wordMs?: number): Story;
  end(outcome?: 'answered' | 'no_answer' | 'cancelled' | 'failed', reasons?: Readonly<Record<string, string>>): Story;
}

const label = (agentNumber: number, revision: number): never => `agent${agentNumber}.${revision}` as never;
const words = (text: string): readonly string[] => text.match(/\s*\S+|\s+$/g) ?? [];

export function createStory(agents: number): Story {
  const cards = cardsOf(agents);
  const events: CoordinationEvent[] = [];
  const rounds = new Map<number, number>();
  const calls = new Map<number, number>();
  const revisions = new Map<number, number>();
  const votes = new Map<number, { readonly voter: AgentId; readonly target: AgentId }>();
  let nowMs = STORY_START_MS;
  let tools = 0;

  const id = (agentNumber: number): AgentId => cards[agentNumber - 1]?.id ?? agentId('nobody');
  const callOf = (agentNumber: number): never => `${id(agentNumber)}#${calls.get(agentNumber) ?? 0}` as never;

  function startCall(agentNumber: number): void {
    calls.set(agentNumber, (calls.get(agentNumber) ?? 0) + 1);
    const data = { call_id: callOf(agentNumber), stage: 'initial_answer', attempt: 1, at_ms: nowMs } as const;
    story.fact('model_call_requested', agentNumber, { ...data, notes: [], offered: [] });
    story.fact('model_call_started', agentNumber, { ...data, model: cards[agentNumber - 1]?.model ?? '' });
  }

  const story: Story = {
    cards,
    events,
    get nowMs() {
      return nowMs;
    },
    after(ms) {
      nowMs += ms;
      return story;
    },
    at(ms) {
      nowMs = STORY_START_MS + ms;
      return story;
    },
    fact(type, agentNumber, data) {
      events.push({
        seq: events.length + 1,
        timestamp: new Date(nowMs).toISOString(),
        event_type: type,
        agent_id: agentNumber === null ? null : id(agentNumber),
        round_number: agentNumber === null ? null : (rounds.get(agentNumber) ?? null),
        data,
      } as unknown as CoordinationEvent);
      return story;
    },
    begin(question) {
      story.fact('run_started', null, {
        agents: cards,
        session_id: 'story',
        settings: { ...DEFAULT_SETTINGS, agents: cards.map((card) => ({ id: card.id, subtask: null })) },
      });
      story.fact('system_status', null, { status: 'turn_started', turn: 1, question, started_at_ms: nowMs });
      const anonymity = Object.fromEntries(cards.map((card) => [`agent${card.number}`, card.id]));
      story.fact('attempt_started', null, {
        attempt: 1,
        max_attempts: 1,
        restart: null,
        anonymity,
        started_at_ms: nowMs,
      });
      return story.fact('phase_changed', null, { from: 'idle', to: 'coordinating', reason: 'start' });
    },
    round(agentNumber, saw = []) {
      rounds.set(agentNumber, (rounds.get(agentNumber) ?? -1) + 1);
      const kind = (rounds.get(agentNumber) ?? 0) === 0 ? 'initial' : 'refine';
      story.fact('round_start', agentNumber, {
        kind,
        visible_labels: saw.map((text) => `agent${text}` as never),
        started_at_ms: nowMs,
      });
      story.fact('context_delivered', agentNumber, {
        added: saw.map((text) => `agent${text}` as never),
        replaced: [],
        kept: [],
        via: 'start',
      });
      startCall(agentNumber);
      return story;
    },
    think(agentNumber, text) {
      return story.fact('thinking', agentNumber, { call_id: callOf(agentNumber), text });
    },
    write(agentNumber, text, wordMs = 0) {
      for (const word of wordMs === 0 ? [text] : words(text)) {
        nowMs += wordMs;
        story.fact('text', agentNumber, { call_id: callOf(agentNumber), channel: 'content', text: word });
      }
      return story;
    },
    tool(agentNumber, name, args, tookMs, result, isError = false) {
      tools += 1;
      const tool = { tool_id: `tool-${tools}` as never, tool_name: name };
      story.fact('tool_start', agentNumber, { ...tool, args, kind: 'mcp', server_name: null });
      nowMs += tookMs;
      return story.fact('tool_complete', agentNumber, {
        ...tool,
        result,
        elapsed_seconds: tookMs / 1000,
        status: isError ? 'error' : 'ok',
        is_error: isError,
        at_ms: nowMs,
      });
    },
    answer(agentNumber, revision, content) {
      revisions.set(agentNumber, revision);
      story.fact('answer_submitted', agentNumber, {
        answer_label: label(agentNumber, revision),
        answer_number: revision,
        content,
        chars: content.length,
        workspace_path: null,
        at_ms: nowMs,
      });
      if (votes.size > 0) {
        story.fact('votes_reset', agentNumber, {
          by_label: label(agentNumber, revision),
          cleared: [...votes.values()],
        });
        votes.clear();
      }
      return story;
    },
    vote(voter, target, revision, reason) {
      votes.set(voter, { voter: id(voter), target: id(target) });
      return story.fact('vote', voter, {
        target_id: id(target),
        voted_for_label: label(target, revision),
        reason,
        vote_label: `agent${voter}.vote1` as never,
        visible_labels: [],
        hard_timeout: false,
        at_ms: nowMs,
      });
    },
    usage(agentNumber, input, output, cost) {
      const usage = { input, output, cost, cacheRead: null, cacheWrite: null, reasoning: null };
      return story.fact('usage_updated', agentNumber, { usage, cumulative: usage, model: '' });
    },
    win(agentNumber, isTie = false) {
      story.fact('winner_selected', null, {
        winner_id: id(agentNumber),
        rule: 'votes',
        vote_counts: {},
        is_tie: isTie,
        votes: [],
        candidates: [],
      });
      return story.fact('phase_changed', null, { from: 'coordinating', to: 'presenting', reason: 'agreed' });
    },
    present(agentNumber, text, wordMs = 0) {
      story.fact('final_presentation_start', agentNumber, { strategy: 'winner_present' });
      for (const word of wordMs === 0 ? [text] : words(text)) {
        nowMs += wordMs;
        story.fact('final_presentation_chunk', agentNumber, { text: word });
      }
      return story;
    },
    end(outcome = 'answered', reasons = {}) {
      return story.fact('system_status', null, {
        status: 'turn_ended',
        outcome,
        exit_code: outcome === 'answered' ? 0 : 2,
        duration_ms: nowMs - STORY_START_MS,
        reasons,
      });
    },
  };
  return story;
}

/** The end of a presentation: its whole text, locked. */
export function lockAnswer(story: Story, agentNumber: number, content: string): Story {
  story.fact('final_presentation_end', agentNumber, { source: 'text', content, interrupted: false });
  return story.fact('answer_locked', agentNumber, { label: `agent${agentNumber}.final` as never, content, paths: [] });
}

/** The facts by time, numbered anew. */
export const inOrder = (events: readonly CoordinationEvent[]): readonly CoordinationEvent[] =>
  events
    .toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
    .map((event, at) => ({ ...event, seq: at + 1 }));

/** Every agent is in its first round. */
export const begun = (agents = 3): Story => {
  const story = createStory(agents).begin('why?');
  for (const card of story.cards) story.round(card.number);
  return story;
};

/** All agreed on the first answer, and it was presented and locked. */
export const finished = (): Story => {
  const story = begun().answer(1, 1, 'a').vote(1, 1, 1, 'x').vote(2, 1, 1, 'y').vote(3, 1, 1, 'z').win(1);
  return lockAnswer(story.present(1, '# A\ntext'), 1, '# A\ntext').end();
};

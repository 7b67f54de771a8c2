import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId } from '../../coordination/ids.ts';
import type { Activity } from '../activity.ts';
import { NO_ACTIVITY } from '../activity.ts';
import type { Glyphs } from '../glyphs.ts';
import { shortLabel } from '../numbers.ts';
import type { Block, Cleaning, NewBlock, ToolBlock } from './block.ts';
import { createBlockList } from './block-list.ts';
import type { BlockList } from './block-list.ts';
import { noteFor } from './notes.ts';
import { mainArgument } from './tool-argument.ts';

/** Everything one agent did, as blocks: the fold of its events. Bounded: the oldest blocks go first. */
export interface BlockLog extends Pick<BlockList, 'blocks' | 'first' | 'takeChange'> {
  /** Takes in one event; `atMs` is its time. Events of other agents change nothing unless they concern this one. */
  apply(event: CoordinationEvent, atMs: number): void;
  readonly activity: Activity;
}

export interface BlockLogOptions {
  readonly agentId: AgentId;
  readonly cleaning: Cleaning;
  readonly glyphs: Glyphs;
  /** Characters kept. Default 400,000. */
  readonly maxCharacters?: number;
}

const MAX_OUTPUT = 20_000;

const isDraft = (block: Block): boolean => block.kind === 'text' && block.draft === true;

export function createBlockLog(options: BlockLogOptions): BlockLog {
  const { agentId, cleaning, glyphs } = options;
  const list = createBlockList(options.maxCharacters ?? 400_000);
  const { blocks } = list;
  let activity: Activity = NO_ACTIVITY;
  /** Where the present model call began: what it streamed is taken back when it is interrupted. */
  let callStart = 0;
  let streamed = { text: false, thinking: false, draft: false };
  let cleaner = cleaning.stream();
  let beforeRetry: number | null = null; // a line that the retry to come says again

  function add(block: NewBlock): void {
    close();
    list.add(block);
  }

  /** Text or thinking that was growing is complete. */
  function close(): void {
    const last = blocks.at(-1);
    if (last === undefined || (last.kind !== 'text' && last.kind !== 'thinking') || !last.open) return;
    const rest = cleaner.end();
    cleaner = cleaning.stream();
    list.replace(blocks.length - 1, { ...last, text: last.text + rest, open: false });
  }

  function grow(kind: 'text' | 'thinking', raw: string, atMs: number, draft = false): void {
    const last = blocks.at(-1);
    const continues = last !== undefined && last.kind === kind && last.open && isDraft(last) === draft;
    if (!continues) close();
    const chunk = cleaner.push(raw);
    activity =
      kind === 'text'
        ? { kind: 'writing', sinceMs: activity.kind === 'writing' ? activity.sinceMs : atMs }
        : { kind: 'thinking', sinceMs: activity.kind === 'thinking' ? activity.sinceMs : atMs };
    streamed = { ...streamed, [draft ? 'draft' : kind]: true };
    if (continues) list.replace(blocks.length - 1, { ...last, text: last.text + chunk });
    else if (chunk.trim() !== '') add({ kind, text: chunk.trimStart(), open: true, ...(draft ? { draft } : {}) });
    list.trim();
  }

  function takeBack(): void {
    list.remove(Math.max(0, callStart - list.first));
    cleaner = cleaning.stream();
  }

  /** The answer itself takes the place of what was seen of it while it was written. */
  function dropDraft(): void {
    const index = blocks.findLastIndex(isDraft);
    if (index >= 0 && list.first + index >= callStart) list.remove(index, 1);
  }

  function changeTool(toolId: string, change: (tool: ToolBlock) => ToolBlock): void {
    const index = blocks.findLastIndex((block) => block.kind === 'tool' && block.toolId === toolId);
    const block = blocks[index];
    if (block?.kind === 'tool') list.replace(index, change(block));
  }

  function note(event: CoordinationEvent): void {
    const lines = noteFor(event, agentId, cleaning, glyphs);
    if (lines !== null) add({ kind: 'note', lines });
  }

  /** What broke off, or the pause for the provider's limit, and the retry after it are one fact in one line. */
  function dropReason(): void {
    const last = blocks.at(-1);
    if (last !== undefined && last.id === beforeRetry) list.remove(blocks.length - 1);
  }

  function own(event: CoordinationEvent, atMs: number): void {
    switch (event.event_type) {
      case 'round_start': {
        const { kind, visible_labels: labels } = event.data;
        const what = kind === 'presentation' || kind === 'evaluation' ? kind : 'round';
        add({ kind: 'round', round: (event.round_number ?? 0) + 1, what, saw: labels.map(shortLabel) });
        activity = { kind: 'none', sinceMs: atMs };
        return;
      }
      case 'model_call_started':
        close();
        callStart = list.first + blocks.length;
        streamed = { text: false, thinking: false, draft: false };
        activity = { kind: 'none', sinceMs: atMs };
        return;
      case 'text':
      case 'final_presentation_chunk':
        return grow('text', event.data.text, atMs);
      case 'answer_draft':
        return grow('text', event.data.text, atMs, true);
      case 'thinking':
        return grow('thinking', event.data.text, atMs);
      case 'reasoning_done':
        if (!streamed.thinking && event.data.text.trim() !== '') grow('thinking', event.data.text, atMs);
        return close();
      case 'message_committed':
        if (!streamed.text && !streamed.draft && event.data.text.trim() !== '') grow('text', event.data.text, atMs);
        return close();
      case 'model_call_ended':
        close();
        activity = { kind: 'none', sinceMs: atMs };
        return;
      case 'stream_interrupted':
        takeBack();
        note(event);
        if (event.data.will_retry) beforeRetry = blocks.at(-1)?.id ?? null;
        return;
      case 'agent_paused':
        if (event.data.gate === 'rate_limit' && activity.kind === 'retrying') return; // the retry has told it
        note(event);
        if (event.data.gate === 'rate_limit') beforeRetry = blocks.at(-1)?.id ?? null;
        return;
      case 'backend_retry':
        dropReason();
        activity = {
          kind: 'retrying',
          untilMs: atMs + event.data.delay_ms,
          attempt: event.data.attempt,
          maxAttempts: event.data.max_attempts,
          sinceMs: atMs,
        };
        return note(event);
      case 'tool_start':
        return startTool(event.data, atMs);
      case 'tool_output':
        return changeTool(event.data.tool_id, (tool) => ({
          ...tool,
          output: (tool.output + cleaning.prose(event.data.chunk)).slice(-MAX_OUTPUT),
        }));
      case 'tool_complete': {
        const { tool_id: id, is_error: isError, elapsed_seconds: took, result } = event.data;
        activity = { kind: 'none', sinceMs: atMs };
        return changeTool(id, (tool) => ({
          ...tool,
          state: isError ? 'failed' : 'ok',
          tookSeconds: took,
          output: cleaning.prose(result.slice(0, MAX_OUTPUT)),
        }));
      }
      case 'answer_submitted':
        dropDraft();
        return add({
          kind: 'answer',
          label: shortLabel(event.data.answer_label),
          content: cleaning.prose(event.data.content),
        });
      case 'vote':
        return add({
          kind: 'vote',
          label: shortLabel(event.data.voted_for_label),
          own: event.data.target_id === agentId,
          reason: cleaning.prose(event.data.reason),
        });
      case 'round_ended':
        close();
        activity = NO_ACTIVITY;
        return;
      default: {
        if (event.event_type === 'error') activity = NO_ACTIVITY;
        return note(event);
      }
    }
  }

  function startTool(data: Extract<CoordinationEvent, { event_type: 'tool_start' }>['data'], atMs: number): void {
    const name = cleaning.name(data.server_name === null ? data.tool_name : `${data.server_name}/${data.tool_name}`);
    activity = { kind: 'tool', name: cleaning.name(data.tool_name), sinceMs: atMs };
    if (data.kind === 'workflow') return; // its answer or vote is shown instead
    const details = cleaning.prose(JSON.stringify(data.args, null, 2) ?? '').slice(0, MAX_OUTPUT);
    add({
      kind: 'tool',
      toolId: data.tool_id,
      name,
      argument: cleaning.name(mainArgument(data.args)),
      details,
      state: 'running',
      tookSeconds: null,
      output: '',
    });
  }

  return {
    apply(event, atMs) {
      const reset = event.event_type === 'votes_reset';
      if (event.agent_id === agentId && !reset) return own(event, atMs);
      if (event.agent_id !== null && !reset) return;
      note(event);
    },
    blocks,
    get first() {
      return list.first;
    },
    takeChange: () => list.takeChange(),
    get activity() {
      return activity;
    },
  };
}

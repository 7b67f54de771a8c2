import { join } from 'node:path';
import { pathText } from '../../config/find/path-text.ts';
import type { State } from '../../coordination/state.ts';
import type { Session, TurnResult } from '../../runtime/ports/session.ts';
import { jsonLine } from '../../store/log/json-line.ts';
import { finishReason } from '../../store/session/finish-reason.ts';
import { exitLine } from './last-line.ts';
import type { LineOutput } from './line-output.ts';
import { oneLine } from './one-line.ts';
import { sentenceFor } from './plain-sentences.ts';
import { plural } from '../../shared/plural.ts';

export interface AutomationOptions {
  /** For people. */
  readonly errors: LineOutput;
  readonly out: LineOutput;
  /** Every event as a JSON line on `out` as well; the contract lines go to `contract` then. */
  readonly contract: LineOutput;
  readonly streamEvents: boolean;
}

/** The lines that come before anything that can fail (`cli-sessions-logs.md` §5.2). Paths are absolute; see `pathText` for odd ones. */
export function announceRun(contract: LineOutput, logDir: string, statusPath: string, question: string): void {
  contract.line(`LOG_DIR: ${pathText(logDir)}`);
  contract.line(`STATUS: ${pathText(statusPath)}`);
  contract.line(`QUESTION: ${oneLine(question)}`);
  contract.line('[Coordination in progress - monitor status.json for real-time updates]');
  contract.line('');
}

/** Tells a script what happens while the run goes on; returns the end of the subscription. */
export function followRun(session: Session, options: AutomationOptions): () => void {
  return session.subscribe((event, state) => {
    if (options.streamEvents) options.out.line(jsonLine(event));
    if (event.event_type === 'restart_banner') {
      options.contract.line(`RESTART: Attempt ${event.data.next_attempt}/${event.data.max_attempts}`);
    }
    if (event.event_type === 'status_message' && event.data.level !== 'info') {
      options.errors.line(`${event.data.level === 'error' ? '❌' : '⚠️'} ${oneLine(event.data.text)}`);
    }
    // Five attempts take most of a minute: whoever watches should not wait in the dark.
    if (event.event_type === 'backend_retry' || event.event_type === 'agent_paused') {
      const sentence = sentenceFor(event, state);
      if (sentence !== null) options.errors.line(`⚠️ ${sentence}`);
    }
  });
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)}s`;

function timeline(state: State): string[] {
  const votes = state.votes.flatMap((vote) => [
    `  [VOTE] ${oneLine(vote.voter)} -> ${oneLine(vote.target)}`,
    `         Reason: ${oneLine(vote.reason, 50)}...`,
  ]);
  const counts = state.winner?.counts ?? {};
  const results = state.order
    .filter((id) => (counts[id] ?? 0) > 0)
    .map((id) => {
      const count = counts[id] ?? 0;
      const won = id === state.winner?.agentId;
      const marks = won ? ` (winner)${state.winner?.isTie ? ' (tie-broken)' : ''}` : '';
      return `    ${oneLine(id)}: ${plural(count, 'vote')}${marks}`;
    });
  return ['TIMELINE:', ...votes, ...(results.length > 0 ? ['  [RESULTS]', ...results] : [])];
}

export interface RunSummary {
  readonly result: TurnResult;
  readonly exitCode: number;
  readonly durationMs: number;
  readonly answerFile: string | null;
  readonly outputFile: string | null;
  readonly finalDirExists: boolean;
}

/** The closing contract lines; `EXIT: <code> <reason>` is always the last. */
export function concludeRun(contract: LineOutput, summary: RunSummary): void {
  const { state } = summary.result;
  const answer = state.finalAnswer?.content ?? null;
  if (state.winner !== null && answer !== null) {
    contract.line(`WINNER: ${oneLine(state.winner.agentId)}`);
    if (summary.answerFile !== null) contract.line(`ANSWER_FILE: ${pathText(summary.answerFile)}`);
    contract.line(`DURATION: ${seconds(summary.durationMs)}`);
    contract.line('');
    for (const line of timeline(state)) contract.line(line);
    contract.line(`ANSWER_PREVIEW: ${oneLine(answer, 200)}...`);
    contract.line('');
  }
  const count = state.order.length;
  contract.line(`COMPLETED: ${plural(count, 'agent')}, ${seconds(summary.durationMs)} total`);
  if (summary.outputFile !== null) contract.line(`OUTPUT_FILE: ${pathText(summary.outputFile)}`);
  if (summary.finalDirExists) contract.line(`FINAL_DIR: ${pathText(join(summary.result.attemptDir, 'final'))}`);
  contract.line(exitLine(summary.exitCode, finishReason(summary.result.outcome)));
}

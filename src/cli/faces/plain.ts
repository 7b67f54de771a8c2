import { Chalk } from 'chalk';
import type { ChalkInstance } from 'chalk';
import { pathText } from '../../config/find/path-text.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';
import type { State } from '../../coordination/state.ts';
import type { Session, TurnResult } from '../../runtime/ports/session.ts';
import { colourDepth } from '../../terminal/capabilities.ts';
import type { Io } from '../io.ts';
import type { LineOutput } from './line-output.ts';
import { oneLine, safeText } from './one-line.ts';
import { agentName, costSentence, sentenceFor } from './plain-sentences.ts';
import { createSpeech } from './speech.ts';

const TICK_MS = 1_000;
/** At most one sign of life in this time (`tui.md` C16). */
const PROGRESS_MS = 30_000;

/**
 * Colours are an addition on a terminal, or where FORCE_COLOR asks for them; without them nothing is lost. NO_COLOR and
 * the rest of the environment mean what they mean for the dashboard.
 */
export function plainPaint({ hasTerminal, env }: Pick<Io, 'hasTerminal' | 'env'>): ChalkInstance {
  const isForced = (env['FORCE_COLOR'] ?? env['CLICOLOR_FORCE'] ?? '') !== '';
  return new Chalk({ level: (hasTerminal || isForced) && colourDepth(env) !== 1 ? 1 : 0 });
}

/** The opening lines of a plain run. */
export function announcePlain(out: LineOutput, agents: readonly string[], question: string): void {
  out.line('');
  out.line('🤖 Multi-Agent Mode');
  out.line(`Agents: ${agents.map((id) => oneLine(id)).join(', ')}`);
  out.line(`Question: ${oneLine(question)}`);
  out.line('');
  out.line('='.repeat(60));
}

const progress = (state: State): string => {
  const agents = state.order.flatMap((id) => state.agents[id] ?? []);
  const count = (wanted: (agent: (typeof agents)[number]) => boolean): number => agents.filter(wanted).length;
  return `Still working: ${count((agent) => agent.revision > 0)} of ${agents.length} have answered, ${state.votes.length} voted.`;
};

function coloured({ event_type: type }: CoordinationEvent, sentence: string, paint: ChalkInstance): string {
  if (type === 'error' || type === 'internal_error') return paint.red(sentence);
  if (type === 'winner_selected') return paint.green(sentence);
  if (type === 'answer_submitted' || type === 'vote') return paint.cyan(sentence);
  return paint.dim(sentence);
}

/** The time in which a run is told: the machine's, or that of a replay. */
export interface PlainTime {
  /** Milliseconds since any instant. */
  now(): number;
  /** Runs again and again; the result ends it. Keeps no process alive. */
  every(ms: number, run: () => void): () => void;
}

export const MACHINE_TIME: PlainTime = {
  now: () => performance.now(),
  every(ms, run) {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
};

/** Tells the run as text that only grows: whole sentences, one agent at a time. Returns the end of the subscription. */
export function followPlain(session: Session, out: LineOutput, paint: ChalkInstance, time: PlainTime): () => void {
  const now = (): number => time.now();
  const speech = createSpeech((text) => out.stream(text));
  let lastSign = now();
  let sayNothing = false;
  const say = (sentence: string): void => {
    lastSign = now();
    speech.interrupted();
    out.line(sentence);
  };
  const hear = (event: CoordinationEvent, state: State): void => {
    const name = agentName(state, event.agent_id);
    switch (event.event_type) {
      case 'text':
        if (event.data.channel === 'coordination') speech.text(name, event.data.text, now());
        lastSign = now();
        return;
      case 'final_presentation_chunk':
        // The presentation is printed whole at the end, as the final answer.
        lastSign = now();
        return;
      case 'message_committed':
      case 'model_call_ended':
        speech.end(name, now());
        return;
      case 'stream_interrupted':
        speech.retract(name);
        return;
      default: {
        const sentence = sentenceFor(event, state);
        if (sentence !== null) say(coloured(event, sentence, paint));
      }
    }
  };
  const stop = time.every(TICK_MS, () => {
    speech.tick(now());
    if (!sayNothing && now() - lastSign >= PROGRESS_MS) say(progress(session.state));
  });
  const unsubscribe = session.subscribe(hear);
  return () => {
    sayNothing = true;
    stop();
    unsubscribe();
  };
}

/** The end of a plain run: the answer whole, or why there is none, and where the files are. */
export function concludePlain(
  { out, errors, paint }: { readonly out: LineOutput; readonly errors: LineOutput; readonly paint: ChalkInstance },
  result: TurnResult,
  answerFile: string | null,
): void {
  const { state } = result;
  const answer = state.finalAnswer?.content ?? null;
  if (answer !== null && (state.finalAnswer?.locked === true || result.outcome !== 'cancelled')) {
    out.line('');
    out.line('='.repeat(60));
    out.line(paint.bold(`Final answer (${agentName(state, state.winner?.agentId ?? null)}):`));
    out.line('');
    out.line(safeText(answer));
    out.line('');
  }
  for (const reason of failureLines(state)) errors.line(reason);
  if (answerFile !== null) out.line(`Answer: ${pathText(answerFile)}`);
  out.line(costSentence(state));
  out.line(`Log: ${pathText(result.logDir)}`);
}

/** Why agents are out, one line each: the reader of a failed run needs nothing else first. */
export function failureLines(state: State): string[] {
  return state.order.flatMap((id) => {
    const agent = state.agents[id];
    return agent?.failed ? [`✗ ${oneLine(id)} (${oneLine(agent.model)}): ${oneLine(agent.failed.message, 500)}`] : [];
  });
}

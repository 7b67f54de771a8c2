import type { Part, Piece, Script } from '../protocols/script.ts';
import type { Facts } from './facts.ts';
import type { Step, Turn, UsageWish, Variants, VoteWish } from './scenario.ts';
import type { Caller } from './select-turn.ts';

/** The turn as the message it becomes for this caller: texts filled in, the vote's target chosen, tokens counted. */
export function performTurn(turn: Turn, caller: Caller, facts: Facts, requestBytes: number): Script {
  const parts: { kind: Part['kind']; name: string; pieces: Piece[] }[] = [];
  let pauseMs = 0;

  const say = (kind: Part['kind'], text: string, name = ''): void => {
    const last = parts.at(-1);
    const part = last?.kind === kind && kind !== 'call' ? last : { kind, name, pieces: [] };
    if (part !== last) parts.push(part);
    for (const piece of tokens(text)) {
      part.pieces.push({ text: piece, pauseMs });
      pauseMs = 0;
    }
  };
  const call = (name: string, input: object): void => say('call', JSON.stringify(input), name);
  const fill = (text: Variants): string => fillIn(variant(text, caller.number), caller, facts);

  for (const step of turn.steps) perform(step);
  return { parts, finish: turn.finish, usage: countUsage(turn.usage, parts, requestBytes) };

  function perform(step: Step): void {
    switch (step.kind) {
      case 'pause':
        pauseMs += step.ms;
        return;
      case 'think':
        return say('thinking', fill(step.text));
      case 'text':
        return say('text', fill(step.text));
      case 'answer':
        return call('new_answer', { content: fill(step.text) });
      case 'vote':
        return call('vote', { agent_id: voteTarget(step.wish, caller, facts), reason: fill(step.reason) });
      case 'submit':
        return call('submit', { confirmed: true });
      case 'restart':
        return call('restart_orchestration', { reason: step.reason, instructions: step.instructions });
      case 'stop':
        return call('stop', { summary: fill(step.summary), status: step.status });
      case 'call':
        return say('call', fillIn(step.argumentsText, caller, facts), step.name);
    }
  }
}

/** The agent a vote names: the wished one where the request allows it, else the first it allows. */
export function voteTarget(wish: VoteWish, caller: Caller, { voteTargets }: Facts): string {
  const own = `agent${caller.number}`;
  const others = voteTargets.filter((id) => id !== own);
  const wished = {
    first: voteTargets[0],
    last: voteTargets.at(-1),
    own,
    other: others[0],
    // Most vote for the first of the others, every third for the second: a tally with a winner and some doubt.
    spread: others[caller.number % 3 === 0 ? 1 : 0],
  };
  const id = typeof wish === 'number' ? `agent${wish}` : wished[wish];
  return id !== undefined && voteTargets.includes(id) ? id : (voteTargets[0] ?? '');
}

/** Longest question that is quoted whole, in characters. */
const MAX_QUOTED_CHARS = 200;

/** Replaces `{{agent}}` (its number), `{{answers}}` (how many are shown) and `{{question}}` (shortened). */
function fillIn(text: string, caller: Caller, facts: Facts): string {
  if (!text.includes('{{')) return text;
  const { question } = facts;
  const quoted = question.length > MAX_QUOTED_CHARS ? `${question.slice(0, MAX_QUOTED_CHARS).trim()}…` : question;
  return text
    .replaceAll('{{agent}}', String(caller.number))
    .replaceAll('{{answers}}', String(facts.shown.size))
    .replaceAll('{{question}}', () => quoted);
}

const variant = (texts: Variants, agentNumber: number): string => texts[(agentNumber - 1) % texts.length] ?? '';

/** Text in pieces of the size of a token: at most eight characters of a word with the white space before it. */
export const tokens = (text: string): readonly string[] => text.match(/\s*\S{1,8}|\s+$/gu) ?? [];

const BYTES_PER_TOKEN = 4;

function countUsage(wish: UsageWish, parts: readonly Part[], requestBytes: number): Script['usage'] {
  const count = (kinds: readonly Part['kind'][]): number =>
    parts.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { pieces }) => sum + pieces.length, 0);
  const reasoning = wish.reasoning ?? count(['thinking']);
  const cached = (wish.cacheRead ?? 0) + (wish.cacheWrite ?? 0);
  return {
    input: wish.input ?? Math.max(cached, Math.ceil(requestBytes / BYTES_PER_TOKEN)),
    cacheRead: wish.cacheRead ?? 0,
    cacheWrite: wish.cacheWrite ?? 0,
    output: wish.output ?? reasoning + count(['text', 'call']),
    reasoning,
  };
}

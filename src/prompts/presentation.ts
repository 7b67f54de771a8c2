import type { RoundContext } from '../coordination/append.ts';
import { defuse, quote } from './fence.ts';

const STRATEGIES: Readonly<Record<NonNullable<RoundContext['strategy']>, string>> = {
  winner_present: 'Start from your own answer, take over what others did better, and correct what is wrong in it.',
  synthesize:
    'Make one answer out of all of them: keep what is right, settle what contradicts, leave out what repeats.',
};

const PARTS = 'Assemble the parts of all agents into one finished piece of work; say plainly what was left undone.';

function voteSummary(votes: NonNullable<RoundContext['votes']>, mark: string): string {
  const counts = votes.counts.map(({ anonymousId, votes: count }) => `${anonymousId} ${count}`).join(', ');
  const tie = votes.tie ? ' (a tie, settled by order)' : '';
  const lines = [`Votes: ${counts === '' ? 'none' : counts}${tie}.`];
  if (votes.reasons.length > 0) {
    lines.push(quote('VOTE REASONS', votes.reasons.map((reason) => `- ${reason}`).join('\n'), mark));
  }
  return lines.join('\n');
}

const partsBlock = (parts: RoundContext['parts'], mark: string): string =>
  quote(
    'STOP SUMMARIES',
    parts
      .map(
        ({ anonymousId, subtask, summary, blocked }) =>
          `${anonymousId}: ${subtask ?? 'no part named'}\n  ${blocked ? '(blocked) ' : ''}${summary ?? '(did not stop)'}`,
      )
      .join('\n'),
    mark,
  );

/** What the presenter is told after the answers: whose they are, how they fared, and what to write now. */
export function presentationTask(context: RoundContext, mark: string): string {
  const own = context.answers.find((answer) => answer.own);
  const isAssembly = context.parts.length > 0;
  return [
    ...(own === undefined ? [] : [`The answer of ${own.anonymousId} is yours.`]),
    ...(context.votes === null ? [] : [voteSummary(context.votes, mark)]),
    ...(isAssembly ? [partsBlock(context.parts, mark)] : []),
    ...(context.subtask === null ? [] : [`Your own part was: ${defuse(context.subtask, mark)}`]),
    `This is the presentation: you were chosen to give the user the final answer. ${isAssembly ? PARTS : STRATEGIES[context.strategy ?? 'winner_present']} Reply with that answer alone, as plain text; do not mention agents, votes or this process.`,
  ].join('\n\n');
}

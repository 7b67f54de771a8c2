import type { Result } from '../../shared/result.ts';
import type { AskJudge } from './ask-model.ts';
import type { JudgeFrame } from './judge-frame.ts';
import { frameParts, RULES } from './prompt.ts';

/** What is asked when nobody says what to look for: the four areas of MassGen's guide. */
export const USUAL_EVALUATION = [
  'Evaluate this terminal interface. For each area say what works, what does not (quote the screen), and what to change first.',
  '1. Visual clarity: contrast, colours, spacing, broken escape codes or borders.',
  '2. Information density: columns, scrolling, streaming text; is anything important cut off or drowned?',
  '3. Status: can one tell who is writing, has answered, has voted, is done; the phase; who won?',
  '4. Experience as a whole: feedback, visible errors, what to do next, the load on somebody who sees it for the first time.',
].join('\n');

/** Asks for free words about a film, as the guide's `evaluation_prompt` does. */
export const describeFrames = (
  prompt: string,
  frames: readonly JudgeFrame[],
  ask: AskJudge,
  signal: AbortSignal,
): Promise<Result<string, string>> =>
  ask(
    'evaluation',
    { system: RULES, parts: [...frameParts(frames), { type: 'text', text: prompt }], tool: null },
    signal,
  );

/** `voting_sensitivity`: how good an answer must be before a vote beats another answer. Words only; nothing is enforced. */
const BALANCED =
  'is the best of them complete and accurate, with no improvement left that would matter? Vote only for an answer that is both strong and complete.';

const CHECKLIST =
  'is the best of them correct, free of anything broken, complete, and well made? Vote only if it passes on all four counts.';

const QUESTIONS: Readonly<Record<string, string>> = {
  lenient: 'does the best of them already serve the original message well? If it does, vote for it.',
  balanced: BALANCED,
  strict:
    'go through every aspect and edge case, the technical soundness, the justification, the gaps. Vote only for an answer good enough to be cited as a reference.',
  roi: 'would another answer gain the user more than the extra round costs? If not, vote for the best.',
  roi_conservative: 'vote for the best of them unless it has a flaw the user would clearly suffer from.',
  roi_balanced: 'would another answer bring a gain the user is sure to notice? If not, vote for the best.',
  roi_aggressive: 'vote only if you see no clear gain that another answer could still bring.',
  sequential:
    'take the best of them as the draft so far. If its next most useful improvement is worth making, make it; if not, vote for it.',
  adversarial:
    'try to break the best of them with counter-examples, hidden assumptions, hostile readings. Vote for it only if it stands.',
  consistency:
    'find where they agree and where they differ. Vote for the one the others bear out; answer if you can settle a difference that is still open.',
  diversity:
    'do they all take the same road although another may lead further? Then take that one; vote once real alternatives have been compared.',
  reflective:
    'ask what each of them, your own included, takes for granted, and whether that holds. Vote for the best once nothing in it needs revision.',
  checklist: CHECKLIST,
  checklist_scored: CHECKLIST,
  checklist_gated: CHECKLIST,
};

/** The question an agent asks itself of the current answers; an unknown level counts as `lenient` (§1.11). */
export const sensitivityQuestion = (level: string): string =>
  (Object.hasOwn(QUESTIONS, level) ? QUESTIONS[level] : undefined) ?? QUESTIONS['lenient'] ?? BALANCED;

/** Every level with words of its own. */
export const SENSITIVITY_LEVELS: readonly string[] = Object.keys(QUESTIONS);

import type { Settings } from '../../coordination/settings.ts';
import type { Section } from '../section.ts';
import { groundRules } from './ground-rules.ts';
import { sensitivityQuestion } from './sensitivity.ts';

const NOVELTY: Readonly<Record<Settings['noveltyRequirement'], string>> = {
  lenient: '',
  balanced: ' A new answer that mostly repeats an existing one is turned down.',
  strict: ' A new answer must differ in substance or approach from every existing one, or it is turned down.',
};

/** How the game of answers and votes is played, in voting mode. Nothing in it changes during a turn. */
export const coordination = (input: {
  readonly sensitivity: string;
  readonly novelty: Settings['noveltyRequirement'];
  readonly mark: string;
  readonly hasTools: boolean;
}): Section => ({
  id: 'massgen_coordination',
  priority: 2,
  tag: 'massgen_coordination',
  text: [
    'Several agents work on the same message, known to each other only as agent1, agent2 and so on. Each request shows you the original message and the current answers. The answer with the most votes is presented to the user.',
    `Judge the current answers first: ${sensitivityQuestion(input.sensitivity)}`,
    `Otherwise, or if there are none, submit your own: join their strengths, mend their weaknesses, add what is missing. Never vote and answer in the same message. An answer must stand alone, for readers see nothing else of your work.${NOVELTY[input.novelty]}`,
    groundRules(input),
  ].join('\n'),
});

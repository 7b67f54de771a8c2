import type { SeenRequest } from '../protocols/seen-request.ts';
import { listOf, objectOf } from '../protocols/read-json.ts';
import type { Stage } from './scenario.ts';

/** What a request shows about the state of the run; conditions of turns are about these and nothing else. */
export interface Facts {
  readonly stage: Stage;
  readonly offers: ReadonlySet<string>;
  /** Anonymous ids a vote may name, in the order of the tool's schema. */
  readonly voteTargets: readonly string[];
  /** Numbers of the agents whose answers are shown. */
  readonly shown: ReadonlySet<number>;
  readonly step: number;
  readonly toolRounds: number;
  readonly reminders: number;
  readonly restarted: boolean;
  /** The user's question, from its block; the last user message where there is no block. */
  readonly question: string;
}

const ANSWER_TAG = /<agent(\d+)(?:\.\d+)?(?=[\s>])/g;
const QUESTION = /<ORIGINAL MESSAGE>([\s\S]*?)<END OF ORIGINAL MESSAGE>/;
// The fence that may enclose a quoted text.
const FENCE = /^\s*#\S+\n|\n#\S+\s*$/g;

export function readFacts(request: SeenRequest): Facts {
  const offers = new Set(request.tools.map((tool) => tool.name));
  const voteTargets = targetsOf(request);
  const heard = request.messages.filter((message) => message.role !== 'assistant').map((message) => message.text);
  const shown = new Set(voteTargets.map((id) => Number(/\d+$/.exec(id)?.[0] ?? Number.NaN)));
  for (const text of heard) for (const [, number] of text.matchAll(ANSWER_TAG)) shown.add(Number(number));
  const question = heard.map((text) => QUESTION.exec(text)?.[1]).find((text) => text !== undefined);
  return {
    stage: stageOf(offers),
    offers,
    voteTargets,
    shown,
    ...countTurns(request),
    restarted: heard.some((text) => text.includes('<PREVIOUS ATTEMPT FEEDBACK>')),
    question: (question ?? heard.at(-1) ?? '').trim().replaceAll(FENCE, '').trim(),
  };
}

function stageOf(offers: ReadonlySet<string>): Stage {
  if (offers.has('submit')) return 'evaluation';
  return ['new_answer', 'vote', 'stop'].some((name) => offers.has(name)) ? 'coordination' : 'presentation';
}

function targetsOf(request: SeenRequest): readonly string[] {
  const vote = request.tools.find((tool) => tool.name === 'vote');
  const schema = objectOf(objectOf(objectOf(vote?.parameters)['properties'])['agent_id']);
  return listOf(schema['enum']).filter((id) => typeof id === 'string');
}

/** Neighbouring items of one kind are one turn: a message and its calls, or the results of one message. */
function countTurns(request: SeenRequest): Pick<Facts, 'step' | 'toolRounds' | 'reminders'> {
  let step = 0;
  let toolRounds = 0;
  let reminders = 0;
  let before = '';
  for (const { role } of request.messages) {
    if (role === 'user' && step > 0) reminders += 1;
    if (role !== before) {
      if (role === 'assistant') step += 1;
      if (role === 'tool') toolRounds += 1;
    }
    before = role;
  }
  return { step, toolRounds, reminders };
}

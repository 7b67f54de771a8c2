import { WIRE_FAMILIES, WIRE_PROTOCOLS } from '../../../src/config/backend-types.ts';
import { playScenario } from '../../helpers/team.ts';
import type { TeamBackend } from '../../helpers/team.ts';
import type { ModelServer } from '../../../src/model-server/model-server.ts';

export interface GivenScore {
  readonly score: number;
  readonly quote: string;
}

/** A judge that gives every film the same score for the one criterion `clear`, with the same quote of frame 1. */
export function judgeServer({ score, quote }: GivenScore): Promise<ModelServer> {
  const evidence = [{ frame: 1, rows: [1, 1], quote }];
  const criteria = [{ id: 'clear', score, confidence: 0.9, evidence, problem: 'Too quiet.', fix: 'Speak up.' }];
  return playScenario(
    JSON.stringify({
      name: 'judge',
      agents: [{ agent: 'any', turns: [{ say: [{ call: { name: 'score', arguments: { criteria } } }] }] }],
    }),
    ['judge'],
  );
}

/** Options that let it judge in the words of a backend type. */
export const judgedBy = (server: ModelServer, type: TeamBackend = 'chatcompletion'): readonly string[] => {
  const family = WIRE_FAMILIES.find((each) => WIRE_PROTOCOLS[each].usualType === type) ?? 'openai-chat';
  return ['--judge-model', `${type}/judge-1`, '--judge-url', server.agentBaseUrl('judge', family)];
};

export const RUBRIC = `id: own
frames: 3
criteria:
  - id: clear
    question: Is it clear?
    anchors: { 0: no, 4: yes }
`;

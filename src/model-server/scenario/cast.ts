import type { Script } from '../protocols/script.ts';
import type { SeenRequest } from '../protocols/seen-request.ts';
import { readFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { performTurn } from './perform-turn.ts';
import type { Fault, Pace, Scenario, Turn } from './scenario.ts';
import { selectTurn } from './select-turn.ts';
import type { Caller } from './select-turn.ts';

/** What to answer one request with. */
interface Cue {
  readonly script: Script;
  readonly pace: Pace;
  readonly fault: Fault | undefined;
  /** Names the turn for the log; null when the scenario had none. */
  readonly turn: string | null;
  /** Different for every request, the same in every run. */
  readonly seed: string;
}

/** Remembers how often each agent has played each turn and gives every request its cue. */
export interface Cast {
  cue(agentId: string, request: SeenRequest, requestBytes: number): Cue;
}

/** `agentIds` in the order of the configuration, or empty when it is not known. */
export function createCast(scenario: Scenario, agentIds: readonly string[]): Cast {
  const numbers = new Map(agentIds.map((id, index) => [id, index + 1]));
  const played = new Map<string, Map<Turn, number>>();
  const requestCounts = new Map<string, number>();

  function numberOf(id: string): number {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const number = Number(/[1-9]\d{0,5}$/.exec(id)?.[0] ?? numbers.size + 1);
    numbers.set(id, number);
    return number;
  }

  return {
    cue(agentId, request, requestBytes) {
      const caller: Caller = { id: agentId, number: numberOf(agentId), family: request.family };
      const count = (requestCounts.get(agentId) ?? 0) + 1;
      requestCounts.set(agentId, count);
      const seed = `${agentId}/${count}`;
      const facts = readFacts(request);
      const turns = played.get(agentId) ?? new Map<Turn, number>();
      played.set(agentId, turns);
      const chosen = selectTurn(scenario, caller, facts, (turn) => turns.get(turn) ?? 0);
      if (chosen === undefined) return nothingToSay(caller, facts, seed);
      const { turn, role, name } = chosen;
      turns.set(turn, (turns.get(turn) ?? 0) + 1);
      return {
        script: performTurn(turn, caller, facts, requestBytes),
        pace: { ...NO_PACE, ...scenario.pace, ...role.pace, ...turn.pace },
        fault: turn.fault,
        turn: name,
        seed,
      };
    },
  };
}

const NO_PACE: Pace = { firstTokenMs: 0, tokensPerSecond: 0, sliceBytes: undefined };

/** A refusal that no client repeats and that says what the scenario would have had to foresee. */
function nothingToSay(caller: Caller, facts: Facts, seed: string): Cue {
  const message =
    `the scenario has no turn for agent ${caller.number} (${caller.id || 'no id'}): stage ${facts.stage}, ` +
    `${facts.shown.size} answers shown, step ${facts.step}, tools ${[...facts.offers].join(', ') || 'none'}`;
  const usage = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  return {
    script: { parts: [], finish: 'end', usage },
    pace: NO_PACE,
    fault: { kind: 'status', status: 400, headers: {}, message, code: null },
    turn: null,
    seed,
  };
}

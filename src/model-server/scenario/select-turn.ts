import type { WireFamily } from '../../config/backend-types.ts';
import type { Facts } from './facts.ts';
import { ANY_AGENT } from './scenario.ts';
import type { Range, Role, Scenario, Step, Turn, When } from './scenario.ts';

/** Who asks: the id in the base path and the number the configuration gives it, from 1. */
export interface Caller {
  readonly id: string;
  readonly number: number;
  readonly family: WireFamily;
}

/** A turn with the role it belongs to and a name for logs, e.g. `agent 2, turn 3` (both 1-based). */
export interface ChosenTurn {
  readonly role: Role;
  readonly turn: Turn;
  readonly name: string;
}

/**
 * The first turn whose conditions hold, in the order of the file, the caller's own roles before those for any agent.
 * `used` says how often the caller has already played a turn. Undefined when the scenario has nothing to say.
 */
export function selectTurn(
  scenario: Scenario,
  caller: Caller,
  facts: Facts,
  used: (turn: Turn) => number,
): ChosenTurn | undefined {
  const own = scenario.roles.filter(({ agent }) => agent === caller.id || agent === caller.number);
  const roles = [...own, ...scenario.roles.filter(({ agent }) => agent === ANY_AGENT)];
  for (const role of roles) {
    for (const [index, turn] of role.turns.entries()) {
      if (turn.times !== undefined && used(turn) >= turn.times) continue;
      if (!holds(turn.when, caller, facts) || !possible(turn.steps, facts)) continue;
      return { role, turn, name: `agent ${role.agent}, turn ${index + 1}` };
    }
  }
  return undefined;
}

function holds(when: When, caller: Caller, facts: Facts): boolean {
  return (
    (when.stage === undefined || when.stage === facts.stage) &&
    within(facts.shown.size, when.answers) &&
    (when.ownAnswer === undefined || when.ownAnswer === facts.shown.has(caller.number)) &&
    (when.shows ?? []).every((number) => facts.shown.has(number)) &&
    within(facts.step, when.step) &&
    within(facts.toolRounds, when.toolRounds) &&
    within(facts.reminders, when.reminders) &&
    (when.restarted === undefined || when.restarted === facts.restarted) &&
    (when.offers ?? []).every((name) => facts.offers.has(name)) &&
    (when.protocol === undefined || when.protocol === caller.family)
  );
}

const within = (value: number, range: Range | undefined): boolean =>
  range === undefined || (value >= range.min && value <= range.max);

const TOOL_OF: Partial<Record<Step['kind'], string>> = {
  answer: 'new_answer',
  vote: 'vote',
  submit: 'submit',
  restart: 'restart_orchestration',
  stop: 'stop',
};

/** A step that stands for a workflow tool is only possible where the tool is offered; a plain `call` always is. */
const possible = (steps: readonly Step[], facts: Facts): boolean =>
  steps.every(({ kind }) => {
    const tool = TOOL_OF[kind];
    if (tool === undefined) return true;
    return facts.offers.has(tool) && (kind !== 'vote' || facts.voteTargets.length > 0);
  });

import { assertNever } from '../shared/never.ts';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import type { Command } from './commands.ts';
import type { State } from './state.ts';

/** Whether a command can be followed now; the error is the sentence the person reads. */
export function accept(state: State, command: Command): Result<void, string> {
  const isRunning = state.turn > 0 && state.outcome === null;
  if (!isRunning) return fail('no turn is running');
  switch (command.type) {
    case 'cancel':
      return ok(undefined);
    case 'answer_now':
      return acceptAnswerNow(state, command.agentId);
    case 'human_input':
      return acceptHumanInput(state, command);
    default:
      return assertNever(command);
  }
}

function acceptAnswerNow(state: State, id: Extract<Command, { type: 'answer_now' }>['agentId']): Result<void, string> {
  const agent = state.agents[id];
  if (agent === undefined) return fail(`there is no agent ${id}`);
  if (agent.current === null || state.phase !== 'coordinating') return fail(`${id} is not working on an answer`);
  if (agent.softTimeoutFiredAtMs !== null) return fail(`${id} was already asked to finish`);
  if (agent.current.softDue !== null) return fail(`${id} is about to be asked`);
  return ok(undefined);
}

function acceptHumanInput(state: State, command: Extract<Command, { type: 'human_input' }>): Result<void, string> {
  if (command.content.trim() === '') return fail('there is nothing to say');
  const unknown = command.targets?.find((id) => state.agents[id] === undefined);
  if (unknown !== undefined) return fail(`there is no agent ${unknown}`);
  const known = Object.values(state.agents).some((agent) =>
    [...agent.pendingInputs, ...agent.deliveredInputs].some((input) => input.id === command.id),
  );
  return known ? fail('this message was already taken') : ok(undefined);
}

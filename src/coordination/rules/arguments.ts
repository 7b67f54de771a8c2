import type { RequestedCall } from '../inputs.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

type Arguments = Readonly<Record<string, unknown>>;

const objectOf = (call: RequestedCall): Result<Arguments, string> => {
  if (call.argsError !== null) return fail(`the arguments cannot be read: ${call.argsError}`);
  const { args } = call;
  return typeof args === 'object' && args !== null && !Array.isArray(args)
    ? ok(args as Arguments)
    : fail('the arguments must be a JSON object');
};

/** A word of the arguments; absent is `fallback`, anything but text is an error. */
const textOf = (args: Arguments, key: string, fallback: string | null): Result<string, string> => {
  const value = args[key];
  if (typeof value === 'string') return ok(value);
  if (value === undefined || value === null) return fallback === null ? fail(`${key} is missing`) : ok(fallback);
  return fail(`${key} must be text`);
};

export function parseVote(call: RequestedCall): Result<{ readonly target: string; readonly reason: string }, string> {
  const args = objectOf(call);
  if (!args.ok) return args;
  const target = textOf(args.value, 'agent_id', null);
  if (!target.ok) return target;
  const reason = textOf(args.value, 'reason', '');
  return reason.ok ? ok({ target: target.value.trim(), reason: reason.value }) : reason;
}

/** The content of an answer: the argument, or, when it is missing, what the model wrote around the call. */
export function parseAnswer(call: RequestedCall, text: string): Result<string, string> {
  const args = objectOf(call);
  if (!args.ok) return args;
  const content = textOf(args.value, 'content', text);
  if (!content.ok) return content;
  const chosen = content.value.trim() === '' ? text : content.value;
  return chosen.trim() === '' ? fail('content is empty') : ok(chosen);
}

export function parseStop(
  call: RequestedCall,
): Result<{ readonly summary: string; readonly status: 'complete' | 'blocked' }, string> {
  const args = objectOf(call);
  if (!args.ok) return args;
  const summary = textOf(args.value, 'summary', '');
  if (!summary.ok) return summary;
  const status = textOf(args.value, 'status', 'complete');
  if (!status.ok) return status;
  if (status.value !== 'complete' && status.value !== 'blocked') return fail('status must be complete or blocked');
  return ok({ summary: summary.value, status: status.value });
}

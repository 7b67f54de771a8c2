import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';
import { isRawMap, show } from '../reader.ts';
import { checkNames } from './nested-keys.ts';

export const HOOK_EVENTS = [
  'PreToolUse',
  'PostToolUse',
  'TurnStart',
  'RoundStart',
  'AnswerSubmitted',
  'VoteCast',
  'RoundEnd',
  'PresentationStart',
  'PostEvaluation',
  'TurnEnd',
  'Notification',
  'SubagentStop',
] as const;
export const HOOK_TYPES = ['python', 'command', 'module', 'node', 'builtin'] as const;

const HOOK_KEYS = ['handler', 'type', 'matcher', 'timeout', 'fail_closed'];

/** The `hooks` block of the file or of one backend (`config.md` §14). Its being a map is checked by its field. */
export function checkHooks(raw: unknown, path: Path, reader: Reader): void {
  if (!isRawMap(raw)) return;
  const no = (where: Path, message: string): void =>
    reader.report(where, { code: 'CFG_HOOK', severity: 'error', message });
  for (const [event, value] of Object.entries(raw)) {
    const here = [...path, event];
    if (event === 'override') {
      if (typeof value !== 'boolean') no(here, `must be true or false, not ${show(value)}`);
      continue;
    }
    if (!HOOK_EVENTS.some((known) => known === event)) {
      reader.report(
        here,
        {
          code: 'CFG_HOOK_EVENT',
          severity: 'warning',
          message: `unknown hook event "${event.slice(0, 60)}"`,
          suggestion: `Events are ${HOOK_EVENTS.join(', ')}.`,
        },
        'key',
      );
      continue;
    }
    // A map without hooks of its own only says whether the outer ones hold.
    const list = isRawMap(value) ? (value['hooks'] ?? []) : value;
    if (isRawMap(value) && value['override'] !== undefined && typeof value['override'] !== 'boolean') {
      no([...here, 'override'], `must be true or false, not ${show(value['override'])}`);
    }
    const listPath = isRawMap(value) ? [...here, 'hooks'] : here;
    if (!Array.isArray(list)) no(listPath, `must be a list of hooks, not ${show(list)}`);
    else {
      for (const [index, hook] of list.entries()) {
        checkHook(hook, [...listPath, index], no);
        if (isRawMap(hook)) checkNames(Object.keys(hook), HOOK_KEYS, [...listPath, index], reader);
      }
    }
  }
}

function checkHook(hook: unknown, path: Path, no: (where: Path, message: string) => void): void {
  if (!isRawMap(hook)) {
    no(path, `must be a map of keys, not ${show(hook)}`);
    return;
  }
  const {
    handler,
    type,
    matcher,
    timeout,
    fail_closed: failClosed,
  } = hook as RawMap & Record<'handler' | 'type' | 'matcher' | 'timeout' | 'fail_closed', unknown>;
  if (handler === undefined) no(path, '"handler" is missing');
  else if (typeof handler !== 'string') no([...path, 'handler'], `must be text, not ${show(handler)}`);
  if (type !== undefined && !HOOK_TYPES.some((known) => known === type))
    no([...path, 'type'], `must be one of ${HOOK_TYPES.join(', ')}, not ${show(type)}`);
  if (matcher !== undefined && typeof matcher !== 'string')
    no([...path, 'matcher'], `must be text, not ${show(matcher)}`);
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0))
    no([...path, 'timeout'], `must be a number above 0, not ${show(timeout)}`);
  if (failClosed !== undefined && typeof failClosed !== 'boolean')
    no([...path, 'fail_closed'], `must be true or false, not ${show(failClosed)}`);
}

import type { Append, Rejection } from '../append.ts';
import type { ToolCallId } from '../ids.ts';
import type { RequestedCall } from '../inputs.ts';
import type { HeldCall } from '../state.ts';
import { isWorkflowTool } from '../vocabulary.ts';
import type { WorkflowToolName } from '../vocabulary.ts';

/** One tool call of a finished message, with what came of it; `null` for a workflow call that is still to be judged. */
export interface MessageCall extends RequestedCall {
  readonly outcome:
    | { readonly kind: 'output'; readonly text: string; readonly isError: boolean }
    | { readonly kind: 'blocked'; readonly denials: number }
    | null;
}

export const isWorkflowCall = (call: { readonly name: string }): boolean => isWorkflowTool(call.name);

export const heldToMessageCall = (call: HeldCall): MessageCall => ({
  id: call.id,
  name: call.name,
  args: call.args,
  argsError: call.argsError,
  outcome: call.result === null ? null : { kind: 'output', text: call.result.text, isError: call.result.isError },
});

/** Every call of a message gets exactly one result: providers refuse a conversation where one is missing. */
export const toolResults = (
  calls: readonly MessageCall[],
  offered: readonly WorkflowToolName[],
  rejected: { readonly rejection: Rejection; readonly culprit: ToolCallId } | null,
): readonly Append[] =>
  calls.flatMap((call): readonly Append[] => {
    const result = { kind: 'tool_result', callId: call.id, toolName: call.name, notes: [] } as const;
    if (call.outcome?.kind === 'output') return [{ ...result, outcome: call.outcome }];
    if (call.outcome?.kind === 'blocked') return [{ ...result, outcome: { ...call.outcome, offered } }];
    if (rejected === null) return [];
    const { rejection, culprit } = rejected;
    return [{ ...result, outcome: { kind: 'rejected', rejection, primary: call.id === culprit } }];
  });

import type { AgentId, ModelCallId } from '../../coordination/ids.ts';
import type { Input, RequestedCall } from '../../coordination/inputs.ts';
import type { ToolBox } from '../ports/tools.ts';

/**
 * Runs the tools of one message side by side and posts each result as it comes; nothing is posted after an abort.
 * Resolves when all are done. Tools take the signal, so an aborted tool is not waited for longer than it takes to stop.
 */
export async function runTools(
  deps: {
    readonly tools: ToolBox;
    readonly post: (input: Input) => void;
    readonly onBug: (cause: unknown) => void;
  },
  agentId: AgentId,
  callId: ModelCallId,
  calls: readonly RequestedCall[],
  signal: AbortSignal,
): Promise<void> {
  const names = new Set(deps.tools.specs(agentId).map(({ name }) => name));

  async function one(call: RequestedCall): Promise<void> {
    const result = await deps.tools.run(agentId, call, signal).catch((cause: unknown) => {
      deps.onBug(cause);
      return { text: `The tool ${call.name} failed inside.`, isError: true, progress: false };
    });
    const unknown = !names.has(call.name);
    if (!signal.aborted) deps.post({ type: 'tool_ended', agentId, callId, toolCallId: call.id, unknown, ...result });
  }
  await Promise.all(calls.map(one));
}

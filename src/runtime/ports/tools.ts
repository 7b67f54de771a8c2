import type { AgentId } from '../../coordination/ids.ts';
import type { RequestedCall } from '../../coordination/inputs.ts';
import type { ToolSpec } from './model.ts';

/** Tools an agent has besides the workflow tools. None yet; a later part fills it. */
export interface ToolBox {
  specs(agentId: AgentId): readonly ToolSpec[];
  /** Never throws; an unknown name gives an error result. */
  run(
    agentId: AgentId,
    call: RequestedCall,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly isError: boolean; readonly progress: boolean }>;
}

import type { Append, Note } from '../append.ts';
import { modelCallId } from '../ids.ts';
import type { AgentId } from '../ids.ts';
import type { Offer } from '../rules/offer.ts';
import { agentOf } from '../rules/roster.ts';
import type { Stage } from '../vocabulary.ts';
import { emit, perform } from './work.ts';
import type { Work } from './work.ts';

export const NO_OFFER: Offer = { offered: [], voteTargets: [] };

export interface CallRequest {
  readonly stage: Stage;
  readonly appends: readonly Append[];
  readonly offer: Offer;
  readonly notes?: readonly Note['kind'][];
  readonly lastCall?: boolean;
  readonly idle?: number;
  readonly empty?: number;
}

/** Opens the agent's next model call. */
export function requestCall(work: Work, id: AgentId, request: CallRequest): void {
  const callNumber = agentOf(work.state, id).callNumber + 1;
  const callId = modelCallId(id, callNumber);
  const { stage, appends, offer, notes = [], lastCall = false, idle = 0, empty = 0 } = request;
  emit(work, 'model_call_requested', id, {
    call_id: callId,
    call_number: callNumber,
    stage,
    offered: offer.offered,
    vote_targets: offer.voteTargets,
    terminal_tools_only: lastCall,
    notes,
    idle,
    empty,
    at_ms: work.nowMs,
  });
  perform(work, {
    type: 'call_model',
    agentId: id,
    callId,
    stage,
    appends,
    offered: offer.offered,
    voteTargets: offer.voteTargets,
    terminalToolsOnly: lastCall,
  });
}

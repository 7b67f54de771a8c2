import type { AgentConfig, BackendConfig, Config } from '../config/config.ts';
import { agentId } from '../coordination/ids.ts';
import type { StartLimit } from './calls/rate-limit.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './calls/retry.ts';
import type { SessionAgent } from './session-deps.ts';

const toMs = (seconds: number): number => Math.round(seconds * 1000);

/** `backend.retry`; for gemini the older `gemini_backoff_*` keys win where they are set. */
export function retryPolicyOf(backend: BackendConfig): RetryPolicy {
  const { retry } = backend;
  const older = backend.type === 'gemini';
  const maxAttempts = (older ? backend.gemini_backoff_max_attempts : null) ?? retry.max_attempts;
  return {
    maxAttempts,
    // Whoever asks for another number of attempts means all of them.
    maxRateLimitAttempts:
      maxAttempts === DEFAULT_RETRY_POLICY.maxAttempts ? DEFAULT_RETRY_POLICY.maxRateLimitAttempts : maxAttempts,
    maxInterruptedAttempts: Math.min(maxAttempts, 1 + backend.max_incomplete_response_retries),
    initialDelayMs: toMs((older ? backend.gemini_backoff_initial_delay : null) ?? retry.initial_delay),
    multiplier: (older ? backend.gemini_backoff_multiplier : null) ?? retry.multiplier,
    maxDelayMs: toMs((older ? backend.gemini_backoff_max_delay : null) ?? retry.max_delay),
    jitter: (older ? backend.gemini_backoff_jitter : null) ?? retry.jitter,
  };
}

/** Limits of round starts for Gemini models, in effect with `enable_rate_limit` (`coordination.md` §1.15). */
const GEMINI_START_LIMITS: readonly (StartLimit & { readonly prefix: string })[] = [
  { prefix: 'gemini-2.5-flash', requestsPerMinute: 9, cooldownMs: 3000 },
  { prefix: 'gemini-2.5-pro', requestsPerMinute: 2, cooldownMs: 10_000 },
  { prefix: 'gemini', requestsPerMinute: 7, cooldownMs: 5000 },
];

export function startLimitOf(backend: BackendConfig): StartLimit | null {
  if (!backend.enable_rate_limit) return null;
  return GEMINI_START_LIMITS.find(({ prefix }) => backend.model.startsWith(prefix)) ?? null;
}

/** What a configuration says of one agent; the client and its bucket come from whoever knows keys and hosts. */
export function agentFromConfig(agent: AgentConfig, config: Config): Omit<SessionAgent, 'client' | 'bucketKey'> {
  const { backend } = agent;
  return {
    id: agentId(agent.id),
    backendType: backend.type,
    model: backend.model,
    params: backend.params,
    systemMessage: agent.system_message,
    sensitivity: agent.voting_sensitivity ?? config.orchestrator.voting_sensitivity,
    retry: retryPolicyOf(backend),
    startLimit: startLimitOf(backend),
    canWriteFiles: false,
  };
}

import type { Config } from '../../config/config.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { OptionValues } from '../options.ts';

/** What the command line changes in a loaded configuration (`cli-sessions-logs.md` §2.1, §2.6). */
export function applyOverrides(config: Config, values: OptionValues): Result<Config, string> {
  const single = keepAgent(config, values['single-agent']);
  if (!single.ok) return single;
  let result = single.value;
  const timeout = values['orchestrator-timeout'];
  if (timeout !== undefined) {
    const timeout_settings = { ...result.timeout_settings, orchestrator_timeout_seconds: Number(timeout) };
    result = { ...result, timeout_settings };
  }
  if (values['rate-limit'] === true) {
    const agents = result.agents.map((agent) => ({ ...agent, backend: { ...agent.backend, enable_rate_limit: true } }));
    result = { ...result, agents };
  }
  const mode = values['coordination-mode'];
  if (mode !== undefined) {
    const coordination_mode = mode === 'parallel' ? 'voting' : 'decomposition';
    result = { ...result, orchestrator: { ...result.orchestrator, coordination_mode } };
  }
  if (values.quick === true) result = { ...result, orchestrator: { ...result.orchestrator, ...quick(result) } };
  return ok(result);
}

function keepAgent(config: Config, id: string | undefined): Result<Config, string> {
  if (id === undefined) return ok(config);
  if (id === '') return ok({ ...config, agents: config.agents.slice(0, 1) });
  const agents = config.agents.filter((agent) => agent.id === id);
  if (agents.length > 0) return ok({ ...config, agents });
  return fail(`--single-agent: no agent is called "${id}"; there are ${config.agents.map((a) => a.id).join(', ')}`);
}

/** Independent answers, one vote, one agent that combines them; one agent alone needs neither. */
const quick = ({ agents }: Config) => ({
  max_new_answers_per_agent: 1,
  skip_final_presentation: true,
  ...(agents.length === 1
    ? { skip_voting: true }
    : { disable_injection: true, defer_voting_until_all_answered: true, final_answer_strategy: 'synthesize' as const }),
});

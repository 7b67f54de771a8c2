import type { AgentConfig, Config, OrchestratorConfig } from './config.ts';
import { formatPath } from './path.ts';
import type { Reader } from './reader.ts';
import { MEDIA_FIELDS } from './schema/backend-tools.ts';

/** Whether the file (not a default) gave the key with this path. */
export type IsSet = (path: string) => boolean;

/** Values that follow from other keys: older places, inherited settings, defaults that depend on what is set. */
export function deriveValues(
  config: Config,
  isSet: IsSet,
  reader: Reader,
  agentPath: (index: number) => readonly (string | number)[],
): Config {
  const legacySeconds = config.orchestrator.timeout.orchestrator_timeout_seconds;
  const useLegacy = legacySeconds !== null && !isSet('timeout_settings.orchestrator_timeout_seconds');
  if (useLegacy) reader.noteOrigin(['timeout_settings', 'orchestrator_timeout_seconds'], 'alias');
  return {
    ...config,
    agents: config.agents.map((agent, index) =>
      inheritMedia(agent, config.orchestrator, index, isSet, reader, agentPath),
    ),
    timeout_settings: useLegacy
      ? { ...config.timeout_settings, orchestrator_timeout_seconds: legacySeconds }
      : config.timeout_settings,
    orchestrator: deriveOrchestrator(config.orchestrator, isSet),
  };
}

/** Fairness of later versions would change runs of 0.1.41, so it is off until one of its keys is set (`coordination.md` §0.4). */
function deriveOrchestrator(orchestrator: OrchestratorConfig, isSet: IsSet): OrchestratorConfig {
  const { fairness_lead_cap_answers: cap, max_midstream_injections_per_round: injections, coordination } = orchestrator;
  const enabled = orchestrator.fairness_enabled ?? (cap !== null || injections !== null);
  const gaps = orchestrator.checklist_require_gap_report;
  const gapMode =
    gaps === null || isSet('orchestrator.gap_report_mode') ? orchestrator.gap_report_mode : gaps ? 'separate' : 'none';
  const capture =
    coordination.learning_capture_mode ??
    (isSet('orchestrator.coordination') ? 'round' : 'verification_and_final_only');
  return {
    ...orchestrator,
    fairness_enabled: enabled,
    fairness_lead_cap_answers: enabled ? (cap ?? 2) : null,
    max_midstream_injections_per_round: enabled ? (injections ?? 2) : null,
    gap_report_mode: gapMode,
    coordination: { ...coordination, learning_capture_mode: capture },
  };
}

/** Media settings of the orchestrator hold for agents that do not say otherwise. */
function inheritMedia(
  agent: AgentConfig,
  orchestrator: OrchestratorConfig,
  index: number,
  isSet: IsSet,
  reader: Reader,
  agentPath: (index: number) => readonly (string | number)[],
): AgentConfig {
  const inherited = Object.keys(MEDIA_FIELDS).filter((name) => {
    const own = [...agentPath(index), 'backend', name];
    const take = isSet(`orchestrator.${name}`) && !isSet(formatPath(own));
    if (take) reader.noteOrigin(own, 'orchestrator');
    return take;
  });
  if (inherited.length === 0) return agent;
  const values = Object.fromEntries(inherited.map((name) => [name, orchestrator[name as keyof typeof MEDIA_FIELDS]]));
  return { ...agent, backend: { ...agent.backend, ...values } };
}

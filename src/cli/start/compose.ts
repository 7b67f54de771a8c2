import { createHash, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { apiOf } from '../../config/api.ts';
import type { AgentConfig } from '../../config/config.ts';
import { resolveEndpoint, resolveKey, secretsOf } from '../../config/keys.ts';
import { settingsOf } from '../../config/settings.ts';
import type { ModelServer } from '../../model-server/model-server.ts';
import { HOME_OF_CHAT, hostQuirks, typeOfHost } from '../../providers/hosts.ts';
import { createPricing } from '../../providers/pricing.ts';
import { agentFromConfig } from '../../runtime/agent-from-config.ts';
import type { RunArchive } from '../../runtime/ports/archive.ts';
import type { Clock } from '../../runtime/ports/clock.ts';
import type { ModelClient } from '../../runtime/ports/model.ts';
import type { Session } from '../../runtime/ports/session.ts';
import type { ToolBox } from '../../runtime/ports/tools.ts';
import { createSession } from '../../runtime/session.ts';
import type { SessionAgent } from '../../runtime/session-deps.ts';
import { logBaseDir } from '../../store/log-folder.ts';
import { openRunArchive } from '../../store/open-run-archive.ts';
import type { StoredRun } from '../../store/open-run-archive.ts';
import type { RunArchiveOptions } from '../../store/run-context.ts';
import { createEventMask } from '../../store/secrets/event-mask.ts';
import { newSessionId, releaseSessionId } from '../../store/session/session-id.ts';
import { openClient } from '../protocols.ts';
import type { Prepared } from './prepare.ts';

/** What the composition root needs besides the prepared configuration. */
export interface ComposeOptions {
  readonly prepared: Prepared;
  readonly cwd: string;
  readonly version: string;
  readonly mode: RunArchiveOptions['mode'];
  /** `~/.massgen/sessions.json`, or null to stay out of it. */
  readonly registryPath: string | null;
  /** A question is there already: the run has its session to itself from now on. */
  readonly startsAtOnce: boolean;
  /** What stands in the records of the run as its options. */
  readonly cliArgs: (question: string) => Readonly<Record<string, unknown>>;
  readonly clock: Clock;
  /** A file that could not be written although the run goes on. */
  readonly onProblem: (message: string) => void;
}

/** A session with everything it runs on. The log folder is made when it is first needed. */
export interface Composed {
  readonly session: Session;
  /** Makes the log folder, for faces that announce it before anything can fail. Rejects with `LogUnwritable`. */
  openLog(question: string): Promise<StoredRun>;
  close(): Promise<void>;
}

/** The one place where configuration, adapters and rules are put together. */
export async function compose(options: ComposeOptions, signal: AbortSignal): Promise<Composed> {
  const { prepared, cwd, version, clock } = options;
  const { config, env, values } = prepared;
  const server = prepared.isRehearsal ? await openRehearsal(prepared, clock, signal) : null;
  const agents = await Promise.all(config.agents.map((agent) => composeAgent(agent, prepared, server)));
  const versions = { massgen: version, node: process.versions.node };
  const sessionId = await newSessionId({
    nowMs: clock.now(),
    workingDirectory: cwd,
    registryPath: options.registryPath,
    prefix: options.mode === 'programmatic_api' ? 'api_session' : 'session',
    claim: options.startsAtOnce,
  });
  let stored: Promise<StoredRun> | null = null;

  const openLog = (question: string): Promise<StoredRun> =>
    (stored ??= openRunArchive({
      baseDir: logBaseDir(env, cwd),
      workingDirectory: cwd,
      registryPath: options.registryPath,
      sessionId,
      config: prepared.tree,
      configPath: prepared.configPath,
      cliArgs: options.cliArgs(question),
      textLogs: values['no-logs'] === true ? 'sparse' : values.debug === true ? 'debug' : 'usual',
      mode: options.mode,
      question,
      agents: prepared.agents,
      secrets: secretsInUse(prepared),
      clock,
      versions,
      onProblem: ({ message }) => options.onProblem(message),
    }));
  let asked = '';
  const archive: RunArchive = {
    openAttempt: async (turn, attempt) => (await openLog(asked)).openAttempt(turn, attempt),
    finishTurn: async (state) => (await openLog(asked)).finishTurn(state),
  };
  const session = createSession({
    sessionId,
    settings: settingsOf(config),
    agents,
    tools: NO_TOOLS,
    archive,
    clock,
    mask: createEventMask(secretsInUse(prepared)),
    // Nothing is paid in a rehearsal, whatever the models are called.
    pricing: server === null ? createPricing() : { cost: () => null },
    seed: values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed),
    configHash: createHash('sha256').update(JSON.stringify(prepared.tree)).digest('hex').slice(0, 16),
    versions,
  });
  return {
    session: {
      get state() {
        return session.state;
      },
      subscribe: (listener) => session.subscribe(listener),
      dispatch: (command) => session.dispatch(command),
      runTurn(question, turnSignal) {
        asked = question;
        return session.runTurn(question, turnSignal);
      },
    },
    openLog,
    async close() {
      for (const { client } of agents) client.close();
      await server?.close();
      await releaseSessionId(cwd, sessionId);
    },
  };
}

// Nothing of the rehearsal is loaded for a run on real models.
async function openRehearsal({ values, agents }: Prepared, clock: Clock, signal: AbortSignal): Promise<ModelServer> {
  const { startRehearsal } = await import('./rehearsal.ts');
  return startRehearsal(
    values.demo === true ? 'demo' : 'rehearsal',
    agents.map(({ id }) => id),
    clock,
    signal,
  );
}

async function composeAgent(agent: AgentConfig, prepared: Prepared, server: ModelServer | null): Promise<SessionAgent> {
  const { backend } = agent;
  const api = apiOf(backend, prepared.env);
  if (api === null) throw new Error(`backend type ${backend.type} passed the start checks without a protocol`);
  const baseUrl = server === null ? resolveEndpoint(backend, prepared.env) : server.agentBaseUrl(agent.id, api);
  const key = resolveKey(backend, prepared.env);
  const client: ModelClient = await openClient(api, {
    apiKey: server !== null ? 'rehearsal' : key.state === 'missing' ? null : key.value,
    keyVariable: key.state === 'found' ? key.from : null,
    baseUrl,
    host: hostQuirks(server === null ? backend.type : hostTypeOfRehearsal(backend.type), baseUrl ?? HOME_OF_CHAT),
    apiVersion: backend.api_version,
  });
  const account = key.state === 'found' ? createHash('sha256').update(key.value).digest('hex') : key.state;
  return {
    ...agentFromConfig(agent, prepared.config),
    client,
    pricedAs: {
      backendType: typeOfHost(backend.type, baseUrl ?? HOME_OF_CHAT) ?? backend.type,
      model: backend.azure_model ?? backend.model,
    },
    bucketKey: `${api} ${baseUrl ?? ''} ${account} ${backend.model}`,
  };
}

/** The model server speaks plain OpenAI where the real endpoint would be Azure's. */
const hostTypeOfRehearsal = (type: string): string => (type === 'azure_openai' ? 'openai' : type);

/** A later part gives agents tools; the workflow tools are the rules' own. */
const NO_TOOLS: ToolBox = {
  specs: () => [],
  run: (_agentId, call) =>
    Promise.resolve({ text: `there is no tool called ${call.name}`, isError: true, progress: false }),
};

const secretsInUse = ({ config, env }: Prepared): readonly string[] => [
  ...secretsOf(config),
  ...config.agents.flatMap(({ backend }) => {
    const key = resolveKey(backend, env);
    return key.state === 'found' ? [key.value] : [];
  }),
];

/** Where sessions are registered. */
export const registryPath = (home: string): string => join(home, '.massgen', 'sessions.json');

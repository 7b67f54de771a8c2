import { agentId } from '../../src/coordination/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import type { Settings } from '../../src/coordination/settings.ts';
import { createChance } from './chance.ts';
import type { Chance } from './chance.ts';
import { anyProfile, promptProfile } from './profiles.ts';
import type { Profile } from './profiles.ts';

/** One seeded world: the rules, the models, and how unkind it is. */
export interface World {
  readonly seed: number;
  readonly settings: Settings;
  readonly profiles: readonly Profile[];
  /** Late, doubled and stale completions, snapshots that cannot be written. */
  readonly faultRate: number;
  /** The runtime's own events are mixed in. */
  readonly telemetry: boolean;
  /** Every model ends its calls and can be brought to a decision, and there is time: coordination must complete. */
  readonly tame: boolean;
  /** What people do, and when, in milliseconds after the start. */
  readonly human: readonly {
    readonly atMs: number;
    readonly act: 'cancel' | 'kill' | 'say' | 'answer_now' | 'rate_limit';
  }[];
}

/** Names that cannot be mistaken for anything a model is allowed to read. */
const REAL_NAMES = ['zorya', 'quill', 'brontes', 'ithaca', 'wicket', 'marlowe', 'xanthe', 'pylon'] as const;

const agentIds = (count: number): Settings['agents'] =>
  Array.from({ length: count }, (_, index) => ({
    id: agentId(REAL_NAMES[index] ?? `vesper${index}`),
    subtask: null,
  }));

function randomSettings(chance: Chance, count: number): Settings {
  const settings = { ...DEFAULT_SETTINGS, agents: agentIds(count) };
  if (chance.happens(0.3)) return settings;
  const maybe = <Value>(probability: number, value: Value, otherwise: Value): Value =>
    chance.happens(probability) ? value : otherwise;
  const hasTimeouts = chance.happens(0.3);
  const isDecomposed = chance.happens(0.12);
  return {
    ...settings,
    mode: isDecomposed ? 'decomposition' : 'voting',
    agents: isDecomposed
      ? settings.agents.map((agent, index) => ({ ...agent, subtask: `part ${index + 1}` }))
      : settings.agents,
    presenterAgent: maybe(0.3, chance.some(settings.agents)?.id ?? null, null),
    maxNewAnswersPerAgent: maybe(0.45, chance.between(1, 3), null),
    maxNewAnswersGlobal: maybe(0.2, chance.between(1, count + 2), null),
    minAnswersBeforeVoting: maybe(0.15, chance.between(1, count + 2), 0),
    noveltyRequirement: chance.pick(['lenient', 'lenient', 'balanced', 'strict']),
    noveltyScope: chance.pick(['all', 'peers']),
    fairnessLeadCap: maybe(0.25, chance.between(0, 2), null),
    maxInjectionsPerRound: maybe(0.25, chance.between(0, 2), null),
    deferPeerUpdatesUntilRestart: chance.happens(0.1),
    deferVotingUntilAllAnswered: chance.happens(0.25),
    disableInjection: chance.happens(0.12),
    skipVoting: chance.happens(0.08),
    skipFinalPresentation: chance.happens(0.2),
    finalAnswerStrategy: maybe(0.3, chance.pick(['winner_reuse', 'winner_present', 'synthesize']), null),
    skipCoordinationRounds: chance.happens(0.01),
    voteEarlyStop: maybe(0.3, 'majority', 'off'),
    anonymity: maybe(0.3, 'shuffled', 'stable'),
    maxOrchestrationRestarts: maybe(0.2, chance.between(1, 2), 0),
    hasWritableContextPath: chance.happens(0.2),
    injectionCharacterLimit: maybe(0.1, 8, null),
    initialRoundTimeoutMs: hasTimeouts ? chance.between(1_000, 60_000) : null,
    subsequentRoundTimeoutMs: hasTimeouts ? chance.between(1_000, 40_000) : null,
    gatherMs: chance.pick([0, 100, 2_000]),
    roundTimeoutGraceMs: chance.pick([0, 500, 5_000, 120_000]),
  };
}

function randomHuman(chance: Chance): World['human'] {
  if (!chance.happens(0.2)) return [];
  const acts = ['cancel', 'say', 'answer_now', 'rate_limit', 'say'] as const;
  return Array.from({ length: chance.between(1, 3) }, () => ({
    atMs: chance.between(0, 60_000),
    act: chance.happens(0.1) ? 'kill' : chance.pick(acts),
  }));
}

const TAME: ReadonlySet<Profile['kind']> = new Set([
  'prompt',
  'refiner',
  'broken',
  'mute',
  'stubborn',
  'flaky',
  'clumsy',
  'looper',
]);

/** Far away: a tame world has all the time it needs. */
const NO_DEADLINE_MS = 10_000_000_000;

/** The world of a seed; `agents` null lets the seed choose 1 to 8. */
export function randomWorld(seed: number, agents: number | null): World {
  const chance = createChance(seed * 2_654_435_761 + 1);
  const count = agents ?? chance.between(1, 8);
  const base = randomSettings(chance, count);
  const isPrompt = chance.happens(0.25);
  const profiles = Array.from({ length: count }, () => (isPrompt ? promptProfile(chance) : anyProfile(chance)));
  const isEndless = base.mode === 'decomposition';
  const human = randomHuman(chance);
  const tame = profiles.every((profile) => TAME.has(profile.kind)) && !isEndless && human.length === 0;
  return {
    seed,
    settings: {
      ...base,
      orchestratorTimeoutMs: tame ? NO_DEADLINE_MS : chance.pick([20_000, 120_000, 600_000, 1_800_000]),
    },
    profiles,
    faultRate: chance.happens(0.4) ? 0.08 : 0,
    telemetry: chance.happens(0.06),
    tame,
    human,
  };
}

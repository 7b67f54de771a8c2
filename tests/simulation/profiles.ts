import type { Chance } from './chance.ts';

/** The character of a scripted model. */
export interface Profile {
  readonly kind:
    'prompt' | 'refiner' | 'clumsy' | 'looper' | 'broken' | 'flaky' | 'mute' | 'stubborn' | 'chaotic' | 'endless';
  /** Answers it wants to give before it votes. */
  readonly answers: number;
  /** Milliseconds to the end of a model call: shortest and longest. */
  readonly fastestMs: number;
  readonly slowestMs: number;
  /** How often it runs other tools, and how often it does something wrong. */
  readonly toolRate: number;
  readonly badRate: number;
}

const BASE = { answers: 1, fastestMs: 500, slowestMs: 20_000, toolRate: 0, badRate: 0 } as const;

/** Votes as soon as it has answered once: the best-behaved model there is, at any speed. */
export function promptProfile(chance: Chance): Profile {
  const fastestMs = chance.pick([1, 200, 5_000]);
  return { ...BASE, kind: 'prompt', fastestMs, slowestMs: fastestMs * chance.pick([1, 3, 50]) };
}

/** A model of any character; most of them are decent, as most are. */
export function anyProfile(chance: Chance): Profile {
  const dice = chance.next();
  if (dice < 0.35) return promptProfile(chance);
  if (dice < 0.55) return { ...BASE, kind: 'refiner', answers: chance.between(1, 2), toolRate: 0.15 };
  if (dice < 0.7) return { ...BASE, kind: 'clumsy', answers: chance.between(1, 2), toolRate: 0.1, badRate: 0.25 };
  if (dice < 0.78) return { ...BASE, kind: 'looper', toolRate: 0.75, badRate: 0.02 };
  if (dice < 0.82) return { ...BASE, kind: 'broken', badRate: 1 };
  if (dice < 0.86) return { ...BASE, kind: 'flaky', badRate: 0.4 };
  if (dice < 0.9) return { ...BASE, kind: 'mute', badRate: 0.7 };
  if (dice < 0.93) return { ...BASE, kind: 'stubborn', badRate: 0.8 };
  return { ...BASE, kind: 'chaotic', answers: chance.between(1, 3), toolRate: 0.2, badRate: 0.4 };
}

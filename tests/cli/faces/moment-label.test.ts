import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { markMoments } from '../../../src/cli/faces/recording-marks.ts';
import { sessionMoments } from '../../../src/cli/record/session/session-moments.ts';
import type { CoordinationEvent } from '../../../src/coordination/events.ts';
import { initialState } from '../../../src/coordination/initial.ts';
import { DEFAULT_SETTINGS } from '../../../src/coordination/settings.ts';
import type { Listener } from '../../../src/runtime/ports/session.ts';

const LOG = resolve(import.meta.dirname, '../../../recordings/sessions/demo/turn_1/attempt_1/events.jsonl');
const EVENTS = readFileSync(LOG, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as CoordinationEvent);

/** The marks of a run in which these events happen. */
function marksOf(events: readonly CoordinationEvent[]): readonly string[] {
  const marks: string[] = [];
  const subscribe = (listener: Listener): (() => void) => {
    for (const event of events) listener(event, initialState(DEFAULT_SETTINGS, [], ''));
    return () => undefined;
  };
  const recording = {
    output: () => undefined,
    resized: () => undefined,
    mark: (label: string) => void marks.push(label),
    close: () => null,
  };
  markMoments({ subscribe }, recording);
  return marks;
}

test('a film of a finished run has the markers of a recording made while it ran', () => {
  const { moments } = sessionMoments(EVENTS);
  expect(moments.map(({ label }) => label)).toEqual(marksOf(EVENTS));
});

test('phases, answers, votes, their reset, the winner and the final answer are marked', () => {
  const kinds = marksOf(EVENTS).map((label) => label.replace(/\d+\.\d+$/, 'N.M'));
  expect(Array.from(new Set(kinds)).toSorted()).toEqual([
    'answer N.M',
    'final answer',
    'phase coordinating',
    'phase presenting',
    'vote for N.M',
    'votes reset',
    'winner',
  ]);
});

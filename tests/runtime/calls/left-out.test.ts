import { describe, expect, test } from 'vitest';
import { createLeftOut } from '../../../src/runtime/calls/left-out.ts';
import type { ProviderFailure } from '../../../src/runtime/ports/model.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { failure, says, scriptedModel } from '../../helpers/scripted-model.ts';
import { agentOf } from '../session-world.ts';
import { callWorld } from './call-world.ts';

const refusal = (param: string | null, more: Partial<ProviderFailure> = {}): ProviderFailure => ({
  class: 'bad_request',
  message: 'no',
  status: 400,
  code: null,
  param,
  retryAfter: null,
  requestId: null,
  ...more,
});

describe('what a model refused by name', () => {
  test.each([
    ['temperature', { temperature: 0.2, top_p: 1 }, { top_p: 1 }],
    ['reasoning.effort', { reasoning: { effort: 'low' } }, {}],
    ['reasoning_effort', { reasoning: { effort: 'low' } }, {}],
    ['max_completion_tokens', { max_tokens: 5 }, {}],
    ['reasoning.summary', { reasoning: { effort: 'low' } }, { reasoning: { effort: 'low', summary: null } }],
    ['reasoning.summary', {}, { reasoning: { summary: null } }],
    ['thinking.budget_tokens', { thinking: { type: 'enabled' } }, {}],
  ])('as %s is left out of %j', (param, params, rest) => {
    const leftOut = createLeftOut();
    expect(leftOut.note(refusal(param), params)).not.toBe(null);
    expect(leftOut.apply(params)).toEqual(rest);
    // Refused again although it was not sent: nothing more can be left out.
    expect(leftOut.note(refusal(param), leftOut.apply(params))).toBe(null);
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty.x'])(
    'is nothing when the refusal names %s, which every object has',
    (param) => {
      const leftOut = createLeftOut();
      const params = { temperature: 1 };
      expect(leftOut.note(refusal(param), params)).toBe(null);
      expect(leftOut.apply(params)).toEqual(params);
    },
  );

  test('is nothing when the refusal names no setting, or is no refusal of a setting', () => {
    const leftOut = createLeftOut();
    const params = { temperature: 1 };
    expect(leftOut.note(refusal(null), params)).toBe(null);
    expect(leftOut.note(refusal('messages.0'), params)).toBe(null);
    expect(leftOut.note(refusal('temperature', { status: 429, class: 'rate_limit' }), params)).toBe(null);
    expect(leftOut.apply(params)).toBe(params);
  });

  test('is refused to all that had sent it, and sent by none after', () => {
    const leftOut = createLeftOut();
    const params = { temperature: 1 };
    expect([leftOut.note(refusal('temperature'), params), leftOut.note(refusal('temperature'), params)]).toEqual([
      'temperature',
      'temperature',
    ]);
  });
});

describe('a model call whose setting is refused', () => {
  const refused = failure('bad_request', { status: 400, param: 'temperature' });

  test('is repeated once without it, at once and told', async () => {
    const client = scriptedModel(createFakeClock(0), [[refused], says('Done')]);
    const agent = agentOf(1, { client });
    const world = callWorld([], { agent }, { temperature: 0.2, seed: 1 });
    expect((await world.run()).outcome).toMatchObject({ kind: 'finished', text: 'Done' });
    expect(client.requests.map(({ params }) => params)).toEqual([{ temperature: 0.2, seed: 1 }, { seed: 1 }]);
    expect(world.clock.now()).toBe(0);
    expect(world.dataOf('backend_retry')).toMatchObject([{ class: 'bad_request', attempt: 1, max_attempts: 2 }]);
    expect(JSON.stringify(world.dataOf('backend_retry'))).toContain('\\"temperature\\" is left out');
  });

  test('fails when the same is refused again', async () => {
    const client = scriptedModel(createFakeClock(0), [[refused], [refused]]);
    const world = callWorld([], { agent: agentOf(1, { client }) }, { temperature: 0.2 });
    expect((await world.run()).outcome).toMatchObject({ kind: 'failed', failure: 'request' });
    expect(client.requests).toHaveLength(2);
  });
});

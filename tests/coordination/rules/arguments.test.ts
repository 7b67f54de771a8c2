import { describe, expect, test } from 'vitest';
import { parseAnswer, parseStop, parseVote } from '../../../src/coordination/rules/arguments.ts';
import { parseEvaluationText } from '../../../src/coordination/rules/evaluation.ts';
import { anyCall } from '../support/world.ts';

const withError = { ...anyCall('vote', null), argsError: 'unexpected end of input' };

describe('arguments of workflow tools', () => {
  test.each([
    [
      'a target and a reason',
      { agent_id: ' agent2 ', reason: 'good' },
      { ok: true, value: { target: 'agent2', reason: 'good' } },
    ],
    ['a missing reason is an empty one', { agent_id: 'agent2' }, { ok: true, value: { target: 'agent2', reason: '' } }],
    ['a missing target', { reason: 'good' }, { ok: false, error: 'agent_id is missing' }],
    ['a target that is no text', { agent_id: 2 }, { ok: false, error: 'agent_id must be text' }],
    ['no object', ['agent1'], { ok: false, error: 'the arguments must be a JSON object' }],
  ])('vote: %s', (_name, args, expected) => {
    expect(parseVote(anyCall('vote', args))).toEqual(expected);
  });

  test('what could not be read as JSON is told with the reason', () => {
    expect(parseVote(withError)).toEqual({ ok: false, error: 'the arguments cannot be read: unexpected end of input' });
    expect(parseAnswer(withError, 'text').ok).toBe(false);
  });

  test.each([
    ['the content', { content: 'mine' }, 'around', { ok: true, value: 'mine' }],
    ['what was written around the call when the content is missing', {}, 'around', { ok: true, value: 'around' }],
    ['or blank', { content: '  ' }, 'around', { ok: true, value: 'around' }],
    ['nothing at all', {}, ' ', { ok: false, error: 'content is empty' }],
    ['a number', { content: 7 }, 'around', { ok: false, error: 'content must be text' }],
  ])('new_answer: %s', (_name, args, text, expected) => {
    expect(parseAnswer(anyCall('new_answer', args), text)).toEqual(expected);
  });

  test('stop: complete unless said otherwise, and only the two words', () => {
    expect(parseStop(anyCall('stop', { summary: 's' }))).toEqual({
      ok: true,
      value: { summary: 's', status: 'complete' },
    });
    expect(parseStop(anyCall('stop', { summary: 's', status: 'blocked' }))).toMatchObject({
      value: { status: 'blocked' },
    });
    expect(parseStop(anyCall('stop', { summary: 's', status: 'paused' })).ok).toBe(false);
  });
});

describe('an evaluation written as text', () => {
  test.each([
    [
      'submit',
      'Fine. {"action_type": "submit", "submit_data": {"confirmed": true}}',
      { decision: 'submit', reason: '', instructions: '' },
    ],
    [
      'restart with its data',
      '{"action_type":"restart_orchestration","restart_data":{"reason":"r {","instructions":"i"}}',
      { decision: 'restart', reason: 'r {', instructions: 'i' },
    ],
    [
      'restart with fields at the top',
      'so {x} {"action_type":"restart_orchestration","reason":"r"}',
      { decision: 'restart', reason: 'r', instructions: 'none given' },
    ],
  ])('%s', (_name, text, expected) => {
    expect(parseEvaluationText(text)).toEqual(expected);
  });

  test.each([
    ['no braces', 'all good'],
    ['other JSON', '{"a": {"action_type": "submit"}}'],
    ['braces that never close', '{'.repeat(100_000)],
  ])('%s is no decision', (_name, text) => {
    expect(parseEvaluationText(text)).toBeNull();
  });
});

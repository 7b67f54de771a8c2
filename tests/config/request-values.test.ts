import { describe, expect, test } from 'vitest';
import { BACKEND } from '../../src/config/schema/backend.ts';
import { COMMON_FIELDS, REQUEST_SHAPES } from '../../src/config/schema/request-fields.ts';
import { WIRE_FAMILIES, WIRE_PROTOCOLS } from '../../src/config/backend-types.ts';
import { checkRows } from './check-rows.ts';
import { agentWith, configOf, parse } from './parse.ts';

const at = 'agents[0].backend';

describe('a request field with', () => {
  checkRows([
    ['a word for a number', agentWith('temperature: hot'), [`warning CFG_WRONG_TYPE ${at}.temperature`]],
    ['a number in quotes', agentWith('max_tokens: "4096"'), [`warning CFG_WRONG_TYPE ${at}.max_tokens`]],
    ['half a token', agentWith('max_tokens: 0.5'), [`warning CFG_OUT_OF_RANGE ${at}.max_tokens`]],
    ['less than nothing', agentWith('temperature: -1'), [`warning CFG_OUT_OF_RANGE ${at}.temperature`]],
    ['more than all', agentWith('top_p: 70'), [`warning CFG_OUT_OF_RANGE ${at}.top_p`]],
    ['a number in a list of words', agentWith('stop: [END, 7]'), [`warning CFG_WRONG_TYPE ${at}.stop`]],
    [
      'a word for a switch',
      agentWith('parallel_tool_calls: "yes"'),
      [`warning CFG_WRONG_TYPE ${at}.parallel_tool_calls`],
    ],
    ['a word for a map', agentWith('reasoning: high'), [`warning CFG_WRONG_TYPE ${at}.reasoning`]],
    ['one word or several to stop at', agentWith('stop: END\nseed: 7\nreasoning: {effort: low}'), []],
    ['a list of words', agentWith('stop: [END, STOP]\nreasoning: true', 'openrouter'), []],
    ['nothing', agentWith('temperature:\nmax_tokens: ~'), []],
    ['both ends of what is allowed', agentWith('temperature: 0\ntop_p: 1\nmax_tokens: 1'), []],
    ['anything at all where it is meant', agentWith('extra_params: {temperature: hot}'), []],
  ]);

  test('a wrong value is told with what is wanted, and still sent: a provider may have learnt to take it', () => {
    const text = agentWith('temperature: hot');
    expect(parse(text).diagnostics[0]?.message).toBe(
      'must be a number of at least 0, not "hot"; it is sent to the provider as it stands',
    );
    expect(configOf(text).agents[0]?.backend.params).toEqual({ temperature: 'hot' });
  });

  test('a text in the place of a map is not repeated: it may hold a key', () => {
    const [finding] = parse(agentWith('extra_body: "{key: sk-0123456789abcdef}"')).diagnostics;
    expect(finding?.code).toBe('CFG_WRONG_TYPE');
    expect(finding?.message).not.toContain('sk-');
  });
});

test('what is known of a value belongs to a field that is known and that no block describes', () => {
  const known = new Set([...COMMON_FIELDS, ...WIRE_FAMILIES.flatMap((family) => WIRE_PROTOCOLS[family].requestFields)]);
  const names = Object.keys(REQUEST_SHAPES);
  expect(names.filter((name) => !known.has(name) || Object.hasOwn(BACKEND.fields, name))).toEqual([]);
});

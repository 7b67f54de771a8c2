import { describe, expect, test } from 'vitest';
import { hostQuirks, refusedParameters } from '../../../src/providers/hosts.ts';
import { extraParams, forwardedParams } from '../../../src/providers/shared/params.ts';

const host = hostQuirks('chatcompletion', null);

describe('the keys of a backend block', () => {
  test('that are ours never reach a provider', () => {
    const ours = {
      type: 'openai',
      api_key: 'secret',
      cwd: 'workspace1',
      mcp_servers: [{ name: 'x' }],
      enable_web_search: true,
      command_line_docker_image: 'node',
      plan_depth: 3,
      gemini_backoff_max_attempts: 5,
      image_generation_model: 'x',
      _note: 'mine',
      upload_files: [],
      retry: { max_attempts: 3 },
    };
    expect(forwardedParams(ours, host, 'm')).toEqual({});
  });

  test('that are sampling or unknown are passed on, empty ones are not', () => {
    const given = { temperature: 0.3, brand_new_option: { a: 1 }, top_p: null, seed: undefined };
    expect(forwardedParams(given, host, 'm')).toEqual({ temperature: 0.3, brand_new_option: { a: 1 } });
  });

  test('under extra_params pass without a look', () => {
    expect(extraParams({ extra_params: { cwd: 1 }, extra_body: { cwd: 2, top_k: 3 } })).toEqual({ cwd: 1, top_k: 3 });
  });

  test('that a host refuses are held back, and told with the reason', () => {
    const claude = hostQuirks('claude', null);
    const given = { temperature: 0.5, top_k: 4, max_tokens: 10 };
    expect(forwardedParams(given, claude, 'claude-sonnet-5')).toEqual({ max_tokens: 10 });
    expect(refusedParameters(claude, given, 'claude-sonnet-5').map(({ parameter }) => parameter)).toEqual([
      'temperature',
      'top_k',
    ]);
    expect(forwardedParams({ ...given, anthropic_version: '2023-06-01' }, claude, 'm')).toMatchObject({
      temperature: 0.5,
    });
  });
});

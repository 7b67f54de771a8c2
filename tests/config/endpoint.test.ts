import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/config/diagnostic.ts';
import { endpointProblem } from '../../src/config/rules/endpoint.ts';
import { checkStart } from '../../src/config/start-checks.ts';
import { agentWith, parse } from './parse.ts';

const SECRET = 's3cr3t-0123456789';

describe('the address of a provider', () => {
  test.each([
    'https://host/v1',
    'http://127.0.0.1:8000',
    'https://host/v1?api-version=2024-12-01-preview&deployment=x',
    'https://${HOST}/v1',
    'https://host/@team/v1',
  ])('%s is fine', (address) => expect(endpointProblem(address)).toBe(null));

  test.each([
    [`https://me:${SECRET}@host:8443/v1`, 'the address of host:8443 holds a user name or password'],
    [`https://${SECRET}@host/v1`, 'the address of host holds a user name or password'],
    [`https://host/v1?key=${SECRET}`, 'the address of host holds a key in its query ("key")'],
    [
      `https://host/v1?a=1&subscription-key=${SECRET}`,
      'the address of host holds a key in its query ("subscription-key")',
    ],
    [`https://host/v1?access_token=${SECRET}`, 'the address of host holds a key in its query ("access_token")'],
    [`ftp://me:${SECRET}@host`, 'the address holds a user name or password'],
    [`me:${SECRET}@host/v1`, 'the address is no http or https address'],
  ])('%s is refused without being repeated', (address, message) => {
    const problem = endpointProblem(address);
    expect(problem?.message).toBe(message);
    expect(JSON.stringify(problem)).not.toContain(SECRET);
  });

  test('with a password keeps a run from starting, at its place in the file', () => {
    const { config, source } = parse(agentWith(`base_url: https://me:${SECRET}@host/v1`));
    if (config === undefined) throw new Error('no configuration');
    const env = { OPENAI_API_KEY: 'o' };
    const findings = checkStart(config, { file: 'team.yaml', env, exists: () => true, source, needsKeys: true });
    expect(findings.map(formatDiagnostic)).toEqual([
      'team.yaml:6:17  CFG_BASE_URL  agents[0].backend.base_url: the address of host holds a user name or password — take it out, and give the key as "api_key: ${NAME}".',
    ]);
  });
});

import { LLMock } from '@copilotkit/aimock';
import type { ChaosConfig } from '@copilotkit/aimock';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';

const shows = (marker: string) => (request: { readonly messages: readonly { content?: unknown }[] }) =>
  JSON.stringify(request.messages).includes(marker);

/** A server nobody here wrote, with three agents on three protocols that answer once and then vote. */
async function startOpponent(
  chaos?: ChaosConfig,
): Promise<{ readonly url: string; [Symbol.asyncDispose](): Promise<void> }> {
  const mock = new LLMock({ port: 0, logLevel: 'silent', ...(chaos === undefined ? {} : { chaos }) });
  mock.addFixture({
    match: { predicate: (request) => shows('END OF CURRENT ANSWERS')(request) && shows('<end of agent1>')(request) },
    response: {
      content: 'I have read them.',
      toolCalls: [{ name: 'vote', arguments: JSON.stringify({ agent_id: 'agent1', reason: 'It is right.' }) }],
    },
  });
  mock.addFixture({
    match: { predicate: () => true },
    response: {
      content: 'Working.',
      toolCalls: [{ name: 'new_answer', arguments: JSON.stringify({ content: 'Forty-two.' }) }],
    },
  });
  await mock.start();
  return { url: mock.url, [Symbol.asyncDispose]: () => mock.stop() };
}

function writeConfig(folder: string, url: string): string {
  const backends = [
    ['a', `type: openai, base_url: "${url}/v1"`],
    ['b', `type: claude, base_url: "${url}"`],
    ['c', `type: gemini, api_version: v1beta, base_url: "${url}"`],
  ];
  const agents = backends.map(
    ([id, rest]) =>
      `  - id: ${id}\n    backend: { ${rest}, model: test-model, api_key: none-needed, retry: { initial_delay: 0.02, max_delay: 0.2 } }`,
  );
  const path = join(folder, 'independent.yaml');
  writeFileSync(path, ['agents:', ...agents, 'orchestrator: { max_new_answers_per_agent: 2 }', ''].join('\n'));
  return path;
}

test('three agents on three protocols end right against an independent server', async () => {
  await using opponent = await startOpponent();
  using folder = scratch();
  const config = writeConfig(folder.path, opponent.url);
  const { code, stdout, stderr } = await runMassgen(['--automation', '--config', config, 'Why?'], { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/^WINNER: a$/m);
  expect(stdout).toMatch(/^EXIT: 0 completed$/m);
});

test.each([
  ['rate limits', { rateLimitRate: 0.2 }],
  ['dropped requests', { dropRate: 0.2 }],
  ['disconnects', { disconnectRate: 0.2 }],
] as const)('with a fifth of %s, every run ends with an answer or an honest exit code', async (_title, chaos) => {
  await using opponent = await startOpponent(chaos);
  const runs = Array.from({ length: 6 }, async () => {
    using folder = scratch();
    const config = writeConfig(folder.path, opponent.url);
    return await runMassgen(['--automation', '--config', config, 'Why?'], { cwd: folder.path });
  });
  for (const { code, stdout, signal } of await Promise.all(runs)) {
    expect(signal).toBeNull();
    const hasWinner = /^WINNER: [abc]$/m.test(stdout);
    expect({ code, hasWinner }).toEqual(hasWinner ? { code: 0, hasWinner } : { code: 2, hasWinner });
    expect(stdout).toMatch(/^EXIT: (0 completed|2 error)$/m);
  }
});

import { expect, test } from 'vitest';
import { requestProblems } from '../../../src/model-server/check/request-problems.ts';
import type { WireFamily } from '../../../src/runtime/ports/model.ts';
import { ask, serve } from '../clients.ts';
import { scenarioOf, text, turnOf } from '../scenarios.ts';
import { sharedCases } from '../wire-fixtures.ts';

const FAMILIES: readonly (readonly [RegExp, WireFamily])[] = [
  [/\/v1\/responses$/, 'openai-responses'],
  [/\/chat\/completions$/, 'openai-chat'],
  [/\/v1\/messages$/, 'anthropic-messages'],
  [/:(streamGenerateContent|generateContent)/, 'google-generate'],
];

test('requests that the real APIs have taken are without problems (none where the shared fixtures are missing)', () => {
  const refused = sharedCases()
    .filter(([path]) => /^(openai|anthropic|google)\//.test(path))
    .flatMap(([path, { exchanges }]) =>
      exchanges.flatMap(({ request, response }, index) => {
        const family = FAMILIES.find(([ending]) => ending.test((request?.path ?? '').split('?', 1)[0] ?? ''))?.[1];
        if (request === null || family === undefined || response.status !== 200) return [];
        const model = /models\/([^:]+):/.exec(request.path)?.[1] ?? '';
        const body = request.body as Record<string, unknown>;
        const found = requestProblems(family, body, model, request.headers);
        return found.map((problem) => `${path}#${index}: ${problem}`);
      }),
    );
  expect(refused).toEqual([]);
});

test('the log of a server says what the real API would have refused', async () => {
  await using server = await serve(scenarioOf(turnOf([text('hi')])));
  await ask(server, 'anthropic-messages');
  const url = `${server.agentBaseUrl('a', 'anthropic-messages')}/v1/messages`;
  const block = { type: 'thinking', thinking: '', signature: 'invented' };
  const messages = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: [block] },
  ];
  await (await fetch(url, { method: 'POST', body: JSON.stringify({ model: 'm', messages }) })).text();
  expect(server.requests.entries.map((entry) => entry.problems)).toEqual([
    [],
    ['max_tokens: field required', 'messages[1].content[0].signature: not a text that was sent'],
  ]);
});

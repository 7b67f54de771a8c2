import { expect, test } from 'vitest';
import { servedProtocols } from '../../src/cli/protocols.ts';
import { routeOf } from '../../src/model-server/route.ts';
import { ask, serve } from './clients.ts';
import { scenarioOf, text, turnOf } from './scenarios.ts';
import { sharedCases } from './wire-fixtures.ts';

const protocols = await servedProtocols();

test('requests that the real APIs have taken are without problems (none where the shared fixtures are missing)', () => {
  const refused = sharedCases()
    .filter(([path]) => /^(openai|anthropic|google)\//.test(path))
    .flatMap(([path, { exchanges }]) =>
      exchanges.flatMap(({ request, response }, index) => {
        const route = request === null ? undefined : routeOf(protocols, 'POST', request.path, request.headers);
        if (request === null || route?.operation !== 'message' || response.status !== 200) return [];
        const body = request.body as Record<string, unknown>;
        const found = protocols[route.family].problems(body, route.model ?? '', request.headers);
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

import { expect, test } from 'vitest';
import { clientFor, lastOf, partsOf, startFaultServer, streamHead } from '../fault-server.ts';
import { modelRequest, VOTE } from '../requests.ts';

async function nameOf(called: string): Promise<unknown> {
  const parts = [{ functionCall: { name: called, args: {} } }];
  const chunk = { candidates: [{ content: { parts }, finishReason: 'STOP' }] };
  await using server = await startFaultServer((_request, response) => {
    streamHead(response).end(`data: ${JSON.stringify(chunk)}\r\n\r\n`);
  });
  const request = modelRequest({ tools: [VOTE] });
  const last = lastOf(await partsOf(clientFor('google-generate', server.url), new AbortController().signal, request));
  return last.type === 'finished' ? last.turn.calls[0]?.name : last;
}

test.each([
  ['vote', 'vote'],
  ['default_api:vote', 'vote'],
  ['default_api.vote', 'vote'],
  ['default_api:unknown', 'default_api:unknown'],
])('a call of %s is one of %s', async (called, name) => {
  expect(await nameOf(called)).toBe(name);
});

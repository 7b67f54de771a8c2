import { expect, test } from 'vitest';
import { createRequestLog } from '../../src/model-server/request-log.ts';
import { safePath, safeRequestHeaders, safeResponseHeaders } from '../../src/model-server/safe-headers.ts';

const entry = (body: string): Parameters<ReturnType<typeof createRequestLog>['add']>[0] => ({
  agentId: 'a',
  method: 'POST',
  path: '/',
  headers: {},
  body,
  atMs: 0,
  turn: null,
  problems: [],
});

test('the newest requests are kept and the numbers go on', () => {
  const log = createRequestLog(2);
  for (const body of ['one', 'two', 'three']) log.add(entry(body));
  expect(log.entries.map(({ number, body }) => [number, body])).toEqual([
    [2, 'two'],
    [3, 'three'],
  ]);
  expect(log.forgotten).toBe(1);
});

test('bodies together stay below their bound, but the last request is always there', () => {
  const log = createRequestLog(100, 10);
  for (const body of ['12345', '12345', '1', 'far longer than the bound']) log.add(entry(body));
  expect(log.entries.map(({ body }) => body)).toEqual(['far longer than the bound']);
  expect(log.forgotten).toBe(3);
});

test('only headers that can hold no key are kept', () => {
  const kept = { 'content-type': 'a/b', 'anthropic-version': '1', 'x-stainless-retry-count': '0' };
  const secret = { authorization: 'Bearer s', 'x-api-key': 's', 'api-key': 's', 'x-goog-api-key': 's', cookie: 's' };
  expect(safeRequestHeaders({ ...kept, ...secret, 'x-new-secret': 's' })).toEqual(kept);
  expect(
    safeResponseHeaders([
      ['Retry-After', '1'],
      ['set-cookie', 's'],
      ['openai-organization', 'o'],
    ]),
  ).toEqual({
    'retry-after': '1',
  });
});

test.each([
  ['/v1?key=s', '/v1?key='],
  ['/v1?alt=sse&key=s&x=1', '/v1?alt=sse&key=&x=1'],
  ['/v1?API_KEY=s', '/v1?API_KEY='],
  ['/v1?monkey=banana', '/v1?monkey=banana'],
])('the path %s is stored as %s', (path, stored) => {
  expect(safePath(path)).toBe(stored);
});

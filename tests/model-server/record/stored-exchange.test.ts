import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedExchange } from '../../../src/model-server/record/stored-exchange.ts';
import { parseWireCase, responseBytes } from '../../../src/model-server/wire-case.ts';
import type { WireExchange } from '../../../src/model-server/wire-case.ts';

const stored = (type: string, body: string, request = '{"model":"m"}'): WireExchange =>
  storedExchange({
    method: 'POST',
    path: '/v1/messages?beta=true&key=hidden-key',
    host: 'api.example',
    requestHeaders: { 'content-type': 'application/json', 'content-length': '9', 'x-api-key': 'hidden-key' },
    requestBody: Buffer.from(request),
    status: 200,
    responseHeaders: [
      ['content-type', type],
      ['date', 'today'],
    ],
    responseBody: Buffer.from(body),
  });

test('the request is kept as a client sent it, without its key', () => {
  expect(stored('text/plain', '').request).toEqual({
    method: 'POST',
    host: 'api.example',
    path: '/v1/messages?beta=true&key=',
    headers: { 'content-type': 'application/json' },
    body: { model: 'm' },
  });
  expect(stored('text/plain', '', '').request?.body).toBeNull();
  expect(stored('text/plain', '', 'not json').request?.body).toBeNull();
});

test.each([
  ['lines with LF', 'data: 1\n\ndata: 2\n\n', { sse: ['data: 1', 'data: 2'], eol: '\n' }],
  ['lines with CR LF', 'data: 1\r\n\r\ndata: 2\r\n\r\n', { sse: ['data: 1', 'data: 2'], eol: '\r\n' }],
  ['an unfinished event', 'data: 1\n\ndata: 2', { sse: ['data: 1'], eol: '\n', sse_tail: 'data: 2' }],
  ['an event of two lines', 'event: a\ndata: 1\n\n', { sse: ['event: a\ndata: 1'], eol: '\n' }],
  ['nothing', '', { sse: [], eol: '\n' }],
])('a stream of %s is kept event by event', (_title, body, expected) => {
  const { status, headers, ...rest } = stored('text/event-stream; charset=utf-8', body).response;
  expect([status, headers]).toEqual([200, { 'content-type': 'text/event-stream; charset=utf-8' }]);
  expect(rest).toEqual(expected);
});

test.each([
  ['application/json', '{"a": 1}', { json: { a: 1 } }],
  ['application/json', '{"a": ', { text: '{"a": ' }],
  ['text/html', '<p>', { text: '<p>' }],
])('a body of type %s is kept as what it is', (type, body, expected) => {
  expect(stored(type, body).response).toMatchObject(expected);
});

test('whatever a stream looks like, its bytes come back as they were, and the file can be read', () => {
  const fragment = fc.constantFrom('data: x', '\n', '\r\n', '\n\n', '\r\n\r\n', 'größer', ': ping', '{"a":1}');
  fc.assert(
    fc.property(fc.array(fragment), (fragments) => {
      const body = fragments.join('');
      const exchange = stored('text/event-stream', body);
      expect(responseBytes(exchange.response).toString('utf8')).toBe(body);
      expect(parseWireCase(JSON.stringify({ case: 'c', exchanges: [exchange] })).ok).toBe(true);
    }),
  );
});

import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { listen } from '../../src/model-server/listen.ts';
import { readBody } from '../../src/model-server/read-body.ts';

const never = new AbortController().signal;
const hello = (_request: unknown, response: { end(text: string): unknown }): Promise<void> =>
  Promise.resolve(void response.end('hello'));

test('the port is on the loopback address and on no other', async () => {
  await using server = await listen(hello, 0, never);
  expect(server.baseUrl).toBe(`http://127.0.0.1:${server.port}`);
  expect(await (await fetch(server.baseUrl)).text()).toBe('hello');
  await expect(fetch(`http://[::1]:${server.port}`)).rejects.toThrow('fetch failed');
});

test('closing twice is closing once', async () => {
  const server = await listen(hello, 0, never);
  const [first, second] = [server.close(), server.close()];
  await Promise.all([first, second]);
  await server[Symbol.asyncDispose]();
  await expect(fetch(server.baseUrl)).rejects.toThrow('fetch failed');
});

test('a signal that has already ended leaves nothing open', async () => {
  const server = await listen(hello, 0, AbortSignal.abort());
  await expect(fetch(server.baseUrl)).rejects.toThrow('fetch failed');
});

test('a bug in a handler is a 500 with its message', async () => {
  await using server = await listen(() => Promise.reject(new Error('I am a bug')), 0, never);
  const response = await fetch(server.baseUrl);
  expect([response.status, await response.json()]).toEqual([
    500,
    { error: { message: 'I am a bug', type: 'server_error', code: 'model_server_bug' } },
  ]);
});

test('a bug after the head cuts the connection, so that no half answer looks whole', async () => {
  await using server = await listen(
    (_request, response) => {
      response.write('half');
      return Promise.reject(new Error('I am a bug'));
    },
    0,
    never,
  );
  const answer = fetch(server.baseUrl).then((response) => response.text());
  await expect(answer).rejects.toThrow(/terminated|fetch failed/);
});

test('the handler hears that its client has gone', async () => {
  const gone = Promise.withResolvers<string>();
  await using server = await listen(
    async (_request, response, signal) => {
      response.write('first');
      await once(signal, 'abort');
      gone.resolve('gone');
    },
    0,
    never,
  );
  const giveUp = new AbortController();
  const response = await fetch(server.baseUrl, { signal: giveUp.signal });
  expect(response.status).toBe(200);
  giveUp.abort();
  expect(await gone.promise).toBe('gone');
});

test('a body that never becomes whole is no body', async () => {
  const read = Promise.withResolvers<unknown>();
  await using server = await listen(
    async (request, response) => {
      read.resolve(await readBody(request));
      response.end();
    },
    0,
    never,
  );
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nten bytes.', () => socket.destroy());
  expect(await read.promise).toBeUndefined();
});

test('a body in many pieces arrives whole', async () => {
  await using server = await listen(async (request, response) => void response.end(await readBody(request)), 0, never);
  const body = 'größer '.repeat(100_000);
  expect(await (await fetch(server.baseUrl, { method: 'POST', body })).text()).toBe(body);
});

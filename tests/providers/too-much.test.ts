import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { StreamPart } from '../../src/runtime/ports/model.ts';
import { SAMPLES } from '../protocols/samples.ts';
import type { Answer } from './fault-server.ts';
import { clientFor, FAMILIES, lastOf, partsOf, startFaultServer } from './fault-server.ts';

const MEGABYTE = 'x'.repeat(1024 * 1024);

/** Writes as fast as it is read, until nobody reads any more. */
const endless =
  (opening: string, piece: string, type = 'text/event-stream'): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type });
    response.write(opening);
    const write = (): void => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  };

const failureOf = (parts: readonly StreamPart[]): { readonly class: string; readonly message: string } => {
  const last = lastOf(parts);
  if (last.type !== 'failed') throw new Error(`expected a failure, got ${last.type}`);
  return last.failure;
};

describe.each(FAMILIES)('a stream of %s that is too long', (family) => {
  test.each([
    ['in one event without an end', endless('data: ', MEGABYTE)],
    ['in an event of endless lines', endless('', `data: ${MEGABYTE}\n`)],
    ['in an answer that is no stream', endless('{"choices": "', MEGABYTE, 'application/json')],
  ] satisfies [string, Answer][])('%s is given up, and the server hung up on', async (_name, answer) => {
    await using server = await startFaultServer(answer);
    const failure = failureOf(await partsOf(clientFor(family, server.url)));
    await server.abandoned;
    expect(failure.class).toBe('interrupted');
    expect(failure.message).toContain('longer than any model may write');
  });

  test('only when it is unpacked is given up as well', async () => {
    const bomb = gzipSync(`data: ${MEGABYTE.repeat(20)}\n\n`);
    await using server = await startFaultServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }).end(bomb);
    });
    const failure = failureOf(await partsOf(clientFor(family, server.url)));
    expect(failure.class).toBe('interrupted');
    expect(failure.message).toContain('longer than any model may write');
  });

  test('can be cancelled in the middle of its endless event', async () => {
    const stop = new AbortController();
    await using server = await startFaultServer((request, response, body) => {
      endless('data: ', 'x')(request, response, body);
      stop.abort();
    });
    expect(lastOf(await partsOf(clientFor(family, server.url), stop.signal))).toEqual({ type: 'aborted' });
    await server.abandoned;
  });
});

const NESTED = '['.repeat(200_000) + ']'.repeat(200_000);

test.each(FAMILIES)('an event of %s that is nested 200,000 levels deep is a broken one', async (family) => {
  await using server = await startFaultServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(SAMPLES[family].deepEvent(NESTED)),
  );
  const failure = failureOf(await partsOf(clientFor(family, server.url)));
  expect(failure.class).toBe('interrupted');
  expect(failure.message).toContain('256 levels deep');
});

test('a call whose arguments are nested as deeply is refused without harm to its message', async () => {
  const call = { index: 0, id: 'call_deep', function: { name: 'new_answer', arguments: `{"content":${NESTED}}` } };
  const chunk = { choices: [{ index: 0, delta: { tool_calls: [call] }, finish_reason: 'tool_calls' }] };
  await using server = await startFaultServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`),
  );
  const last = lastOf(await partsOf(clientFor('openai-chat', server.url)));
  expect(last).toMatchObject({ type: 'finished', turn: { calls: [{ name: 'new_answer', args: null }] } });
});

test('10,000 calls in one message are too many, and told so', async () => {
  const calls = Array.from({ length: 10_000 }, (_, index) => ({
    index,
    id: `call_${index}`,
    function: { name: 'vote', arguments: '{}' },
  }));
  const chunk = { choices: [{ index: 0, delta: { tool_calls: calls }, finish_reason: 'tool_calls' }] };
  await using server = await startFaultServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(chunk)}\n\n`),
  );
  const failure = failureOf(await partsOf(clientFor('openai-chat', server.url)));
  expect(failure.class).toBe('interrupted');
  expect(failure.message).toContain('more than 128 tools');
});

const toolBlock = (index: number): string =>
  `event: content_block_start\ndata: ${JSON.stringify({
    type: 'content_block_start',
    index,
    content_block: { type: 'tool_use', id: 'toolu_same', name: 'vote', input: {} },
  })}\n\n`;

test('calls that all have the same id are counted one by one', async () => {
  const blocks = Array.from({ length: 129 }, (_, index) => toolBlock(index)).join('');
  await using server = await startFaultServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(`${blocks}event: message_stop\ndata: {"type":"message_stop"}\n\n`),
  );
  expect(failureOf(await partsOf(clientFor('anthropic-messages', server.url))).message).toContain('128 tools');
});

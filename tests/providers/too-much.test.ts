import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { StreamPart } from '../../src/runtime/ports/model.ts';
import type { Answer } from './fault-server.ts';
import { clientFor, FAMILIES, lastOf, partsOf, startFaultServer, streamHead } from './fault-server.ts';

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

import { modelRequest } from './requests.ts';
import { describe, expect, test } from 'vitest';
import type { StreamPart } from '../../src/runtime/ports/model.ts';
import { clientFor, FAMILIES, lastOf, partsOf, spoken, startFaultServer, streamHead } from './fault-server.ts';

describe.each(FAMILIES)('a cancelled stream of %s', (family) => {
  test('that was cancelled before it began asks nobody', async () => {
    let requests = 0;
    await using server = await startFaultServer(() => {
      requests += 1;
    });
    const parts = await partsOf(clientFor(family, server.url), AbortSignal.abort());
    expect(parts).toEqual([{ type: 'aborted' }]);
    expect(requests).toBe(0);
  });

  test('ends while the server is still thinking about its head', async () => {
    const stop = new AbortController();
    await using server = await startFaultServer(() => stop.abort());
    const parts = await partsOf(clientFor(family, server.url), stop.signal);
    expect(parts).toEqual([{ type: 'aborted' }]);
    await server.abandoned;
  });

  test('ends in the middle of the answer, keeps what came, and hangs up', async () => {
    await using server = await startFaultServer((_request, response) =>
      streamHead(response).write(spoken(family, 'half').opening),
    );
    const stop = new AbortController();
    const parts: StreamPart[] = [];
    for await (const part of clientFor(family, server.url).stream(modelRequest(), stop.signal)) {
      parts.push(part);
      if (part.type === 'text') stop.abort();
    }
    expect(parts.map(({ type }) => type)).toEqual(['started', 'text', 'aborted']);
    await server.abandoned;
  });

  test('says that it was cancelled even when an error arrives at the same time', async () => {
    const stop = new AbortController();
    await using server = await startFaultServer((_request, response) => {
      stop.abort();
      response.writeHead(500).end();
    });
    expect(lastOf(await partsOf(clientFor(family, server.url), stop.signal))).toEqual({ type: 'aborted' });
  });

  test('hangs up when its reader walks away', async () => {
    await using server = await startFaultServer((_request, response) =>
      streamHead(response).write(spoken(family, 'half').opening),
    );
    const seen: string[] = [];
    for await (const part of clientFor(family, server.url).stream(modelRequest(), new AbortController().signal)) {
      seen.push(part.type);
      if (part.type === 'text') break;
    }
    await server.abandoned;
    expect(seen).toEqual(['started', 'text']);
  });

  test('is unknown to a signal that outlives it', async () => {
    const { opening, end } = spoken(family, 'whole');
    await using server = await startFaultServer((_request, response) => streamHead(response).end(opening + end));
    const stop = new AbortController();
    const parts = await partsOf(clientFor(family, server.url), stop.signal);
    stop.abort();
    expect(lastOf(parts)).toMatchObject({ type: 'finished', turn: { text: 'whole' } });
  });
});

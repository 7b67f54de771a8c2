import { describe, expect, test } from 'vitest';
import { clientFor, FAMILIES, KEY, lastOf, partsOf, spoken, startFaultServer, streamHead } from './fault-server.ts';

describe.each(FAMILIES)('a redirect of %s', (family) => {
  test.each([301, 302, 303, 307, 308])(
    'with status %d is refused, and the other server is asked nothing',
    async (code) => {
      const asked: string[] = [];
      await using other = await startFaultServer((request, response) => {
        asked.push(JSON.stringify(request.headers));
        const { opening, end } = spoken(family, 'stolen');
        streamHead(response).end(opening + end);
      });
      await using server = await startFaultServer((_request, response) =>
        response.writeHead(code, { location: `${other.url}/v1/elsewhere?token=${KEY}` }).end(),
      );
      const last = lastOf(await partsOf(clientFor(family, server.url)));
      expect(asked).toEqual([]);
      expect(last).toMatchObject({ type: 'failed', failure: { class: 'bad_request', status: code } });
      const message = last.type === 'failed' ? last.failure.message : '';
      expect(message).toContain(new URL(server.url).host);
      expect(message).toContain(`to ${other.url}/v1/elsewhere`);
      expect(message).toContain('base_url should be the final address');
      expect(message).not.toContain(KEY);
    },
  );

  test('that names no address is refused as well', async () => {
    await using server = await startFaultServer((_request, response) => response.writeHead(307).end());
    const last = lastOf(await partsOf(clientFor(family, server.url)));
    expect(last).toMatchObject({ type: 'failed', failure: { class: 'bad_request' } });
    expect(last.type === 'failed' ? last.failure.message : '').toContain('without saying where to');
  });
});

import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { responseBytes } from '../../src/model-server/wire-case.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';
import type { StreamPart } from '../../src/runtime/ports/model.ts';
import { clientFor, FAMILIES, partsOf, spoken } from '../providers/fault-server.ts';
import { HAS_RECORDINGS, recordedCase } from './recordings.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The parts of a body that arrives in pieces of exactly these sizes, again and again until it is all there. */
async function partsInPieces(
  family: WireFamily,
  body: Buffer,
  sizes: readonly number[],
): Promise<readonly StreamPart[]> {
  vi.stubGlobal('fetch', async () => {
    let at = 0;
    let turn = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const size = sizes[turn % sizes.length] ?? 1;
        turn += 1;
        if (at < body.length) controller.enqueue(new Uint8Array(body.subarray(at, at + size)));
        at += size;
        if (at >= body.length) controller.close();
      },
    });
    return new Response(stream, { status: 200, headers: { 'content-type': 'text/event-stream' } });
  });
  return await partsOf(clientFor(family, 'http://127.0.0.1:1'));
}

const RECORDED: readonly (readonly [WireFamily, string])[] = [
  ['openai-chat', 'compat/xai-tool-call'],
  ['openai-responses', 'openai/responses-phase'],
  ['anthropic-messages', 'anthropic/messages-web-search-citations'],
  ['google-generate', 'google/generate-tools-parallel'],
];

const bodies: readonly (readonly [WireFamily, string, Buffer])[] = [
  ...FAMILIES.map((family) => {
    const { opening, end } = spoken(family, 'Zwölf Boxkämpfer 👩‍👩‍👧 \u2028 \\n "quoted"');
    return [family, 'a short answer', Buffer.from(opening + end)] as const;
  }),
  ...(HAS_RECORDINGS ? RECORDED : []).map(([family, name]) => {
    const response = recordedCase(name).exchanges[0]?.response;
    return [family, name, response === undefined ? Buffer.of() : responseBytes(response)] as const;
  }),
];

describe('however a body is cut, it gives the same parts', () => {
  test.each(bodies)('%s: %s', async (family, _name, body) => {
    const whole = await partsInPieces(family, body, [body.length]);
    expect(whole.at(-1)?.type).toBe('finished');
    const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, async (pieces) => {
        expect(await partsInPieces(family, body, pieces)).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  test.each(bodies)('%s: %s, cut off anywhere, ends in exactly one last part', async (family, _name, body) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: body.length - 1 }), async (length) => {
        const parts = await partsInPieces(family, body.subarray(0, length), [Math.max(1, length)]);
        const ends = parts.filter(({ type }) => type === 'finished' || type === 'failed' || type === 'aborted');
        expect(ends).toEqual(parts.slice(-1));
      }),
      { numRuns: 25 },
    );
  });
});

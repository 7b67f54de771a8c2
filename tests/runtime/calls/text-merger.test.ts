import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentId } from '../../../src/coordination/ids.ts';
import { createTextMerger, type StreamKind } from '../../../src/runtime/calls/text-merger.ts';
import { createTaskGroup } from '../../../src/runtime/task-group.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const A = agentId('a');

function setUp() {
  const clock = createFakeClock(0);
  const tasks = createTaskGroup((cause) => {
    throw cause;
  });
  const merger = createTextMerger(clock, tasks);
  const records: { readonly atMs: number; readonly kind: StreamKind; readonly text: string }[] = [];
  const open = (id = A) => merger.open(id, (kind, text) => void records.push({ atMs: clock.now(), kind, text }));
  return { clock, tasks, records, open };
}

describe('streamed text', () => {
  test('shows its first piece at once', () => {
    const { records, open } = setUp();
    open().push('text', 'Hello');
    expect(records).toEqual([{ atMs: 0, kind: 'text', text: 'Hello' }]);
  });

  test('is merged to at most 20 records in any second, without losing a character', async () => {
    const { clock, tasks, records, open } = setUp();
    const stream = open();
    for (let piece = 0; piece < 1500; piece += 1) {
      stream.push('text', `${piece} `);
      await clock.advance(2);
    }
    stream.flush();
    await clock.runUntil(tasks.settled());
    const inAnySecond = records.map(
      ({ atMs }) => records.filter((other) => other.atMs >= atMs && other.atMs < atMs + 1000).length,
    );
    expect(Math.max(...inAnySecond)).toBeLessThanOrEqual(20);
    expect(records.map(({ text }) => text).join('')).toBe(
      Array.from({ length: 1500 }, (_, piece) => `${piece} `).join(''),
    );
    expect(records.length).toBeGreaterThan(40);
  });

  test('goes out completely on a flush, and then nobody sleeps for it', async () => {
    const { clock, tasks, records, open } = setUp();
    const stream = open();
    for (const piece of ['a', 'b', 'c']) stream.push('text', piece);
    stream.push('thinking', 'hm');
    stream.flush();
    expect(records.map(({ text }) => text)).toEqual(['a', 'bc', 'hm']);
    await tasks.settled();
    expect(clock.sleeping).toBe(0);
  });

  test('waits no longer than 60 ms when nothing follows', async () => {
    const { clock, records, open } = setUp();
    const stream = open();
    stream.push('text', 'a');
    stream.push('text', 'b');
    await clock.advance(60);
    expect(records.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(clock.sleeping).toBe(0);
  });

  test('of many agents shares one timer', async () => {
    const { clock, records, open } = setUp();
    const streams = Array.from({ length: 100 }, (_, index) => open(agentId(`agent_${index}`)));
    for (const stream of streams) {
      stream.push('text', 'a');
      stream.push('text', 'b');
    }
    expect(clock.sleeping).toBe(1);
    await clock.advance(60);
    expect(records).toHaveLength(200);
  });

  test('keeps every character of both kinds in order, however it comes', async () => {
    const piece = fc.record({
      kind: fc.constantFrom<StreamKind>('text', 'thinking'),
      text: fc.string({ maxLength: 3 }),
      pauseMs: fc.integer({ min: 0, max: 80 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const { clock, tasks, records, open } = setUp();
        const stream = open();
        for (const { kind, text, pauseMs } of pieces) {
          stream.push(kind, text);
          if (pauseMs > 40) await clock.advance(pauseMs);
        }
        stream.flush();
        await tasks.settled();
        for (const kind of ['text', 'thinking'] as const) {
          const sent = pieces
            .filter((one) => one.kind === kind)
            .map(({ text }) => text)
            .join('');
          expect(
            records
              .filter((one) => one.kind === kind)
              .map(({ text }) => text)
              .join(''),
          ).toBe(sent);
        }
      }),
      { numRuns: 15 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { createCastLog } from '../../../src/recorder/play/cast-log.ts';

describe('the cast while it grows', () => {
  test('joins what comes at one moment, and rounds times', () => {
    const log = createCastLog();
    log.output('a', 10.2, 10);
    log.output('b', 10.4, 10);
    log.output('c', 11, 11);
    expect(log.events).toEqual([
      { atMs: 10, type: 'output', data: 'ab' },
      { atMs: 11, type: 'output', data: 'c' },
    ]);
  });

  test('never changes what a mark has counted', () => {
    const log = createCastLog();
    log.output('a', 10, 10);
    expect(log.mark()).toBe(1);
    log.output('b', 10, 10);
    expect(log.events).toHaveLength(2);
  });

  test('keeps apart what the program kept apart', () => {
    const log = createCastLog();
    const frame = '\u001b[?2026hx\u001b[?2026l';
    log.output(frame + frame + 'y', 10, 10);
    log.add({ type: 'marker', atMs: 10.4, label: 'm' }, 10);
    log.output('z', 10, 10);
    expect(log.events.map((event) => (event.type === 'output' ? event.data : event.type))).toEqual([
      frame,
      frame,
      'y',
      'marker',
      'z',
    ]);
    expect(log.events[3]?.atMs).toBe(10);
  });

  test('does not join a flood into one event', () => {
    const log = createCastLog();
    for (let chunk = 0; chunk < 40; chunk += 1) log.output('x'.repeat(4096), 10, 10);
    expect(log.events.map((event) => (event.type === 'output' ? event.data.length : 0))).toEqual([
      65_536, 65_536, 32_768,
    ]);
  });
});

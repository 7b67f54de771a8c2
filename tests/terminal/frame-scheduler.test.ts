import { describe, expect, test } from 'vitest';
import { createFrameScheduler } from '../../src/terminal/frame-scheduler.ts';
import { createManualClock } from '../helpers/manual-frame-clock.ts';

const nothing = (): void => undefined;

/** A compositor whose frames are numbered, and a sink that takes them when told to. */
function scene(takesAtOnce = true) {
  const clock = createManualClock();
  const sent: string[] = [];
  let busy = false;
  let idle: () => void = nothing;
  let dirty = false;
  let number = 0;
  const scheduler = createFrameScheduler({
    clock,
    framesPerSecond: 25,
    compositor: {
      get dirty() {
        return dirty;
      },
      changed: 3,
      frame: () => {
        number += 1;
        return `frame ${number}`;
      },
    },
    sink: {
      get busy() {
        return busy;
      },
      write(frame) {
        sent.push(`${clock.now()}: ${frame}`);
        busy = !takesAtOnce;
      },
      onIdle(listener) {
        idle = listener;
      },
    },
    finish: (cells) => cells,
  });
  return {
    clock,
    sent,
    scheduler,
    setDirty: (value: boolean) => (dirty = value),
    take: (): void => {
      busy = false;
      idle();
    },
  };
}

describe('stream frames', () => {
  test('come at most so many times a second, however often they are asked for', () => {
    const { clock, sent, scheduler } = scene();
    for (let turn = 0; turn < 100; turn += 1) {
      scheduler.request('stream');
      clock.advance(1);
    }
    expect(sent).toEqual(['0: frame 1', '40: frame 2', '80: frame 3']);
  });

  test('come at once after a pause', () => {
    const { clock, sent, scheduler } = scene();
    scheduler.request('stream');
    clock.advance(500);
    scheduler.request('stream');
    clock.advance(0);
    expect(sent).toEqual(['0: frame 1', '500: frame 2']);
  });

  test('nothing wanted means no timer', () => {
    const { clock, scheduler } = scene();
    scheduler.request('stream');
    clock.advance(1000);
    expect(clock.timers).toBe(0);
  });

  test('a surface that waits for its own rate is asked again', () => {
    const { clock, sent, scheduler, setDirty } = scene();
    setDirty(true);
    scheduler.request('stream');
    clock.advance(45);
    setDirty(false);
    clock.advance(100);
    expect(sent).toEqual(['0: frame 1', '40: frame 2', '80: frame 3']);
  });
});

describe('input', () => {
  test('is drawn in the next turn of the event loop, many keys in one frame', () => {
    const { clock, sent, scheduler } = scene();
    scheduler.request('stream');
    clock.advance(10);
    scheduler.request('input');
    scheduler.request('input');
    expect(sent).toHaveLength(1);
    clock.turn();
    expect(sent).toEqual(['0: frame 1', '10: frame 2']);
  });

  test('takes the waiting stream frame along', () => {
    const { clock, sent, scheduler } = scene();
    scheduler.request('stream');
    clock.advance(10);
    scheduler.request('stream');
    scheduler.request('input');
    clock.advance(60);
    expect(sent).toEqual(['0: frame 1', '10: frame 2']);
  });
});

describe('a slow terminal', () => {
  test('gets one frame at a time, the newest, and the missed ones are counted', () => {
    const { clock, sent, scheduler, take } = scene(false);
    scheduler.request('input');
    clock.advance(0);
    for (let turn = 0; turn < 10; turn += 1) {
      scheduler.request('stream');
      clock.advance(40);
    }
    expect(sent).toEqual(['0: frame 1']);
    take();
    expect(sent).toEqual(['0: frame 1', '400: frame 2']);
    expect(scheduler.stats).toEqual({ frames: 2, skipped: 1, written: 14, cells: 6 });
  });
});

describe('waiting', () => {
  test('idle resolves once the last frame has been taken', async () => {
    const { clock, scheduler, take } = scene(false);
    const order: string[] = [];
    scheduler.request('input');
    const waiting = scheduler.idle().then(() => order.push('idle'));
    clock.advance(0);
    order.push('drawn');
    take();
    await waiting;
    expect(order).toEqual(['drawn', 'idle']);
  });

  test('a paused scheduler draws nothing, and once when it goes on', () => {
    const { clock, sent, scheduler } = scene();
    scheduler.request('stream');
    scheduler.pause();
    scheduler.request('input');
    clock.advance(200);
    expect({ sent, timers: clock.timers }).toEqual({ sent: [], timers: 0 });
    scheduler.resume();
    expect(sent).toEqual(['200: frame 1']);
  });
});

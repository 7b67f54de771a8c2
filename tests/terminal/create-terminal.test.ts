import { describe, expect, test } from 'vitest';
import { paletteColour } from '../../src/terminal/render/colour.ts';
import type { Canvas } from '../../src/terminal/render/canvas.ts';
import { createManualClock } from '../helpers/manual-frame-clock.ts';
import type { VirtualOptions, VirtualTerminal } from '../helpers/virtual-terminal.ts';
import { openVirtualTerminal } from '../helpers/virtual-terminal.ts';

function opened(paint: (canvas: Canvas) => void, options: Partial<VirtualOptions> = {}): VirtualTerminal {
  const virtual = openVirtualTerminal({ cols: 40, rows: 5, ...options });
  const { terminal } = virtual;
  const surface = terminal.surface({ paint, rect: { x: 0, y: 0, width: 40, height: 5 } });
  terminal.onResize(({ cols, rows }) => surface.place({ x: 0, y: 0, width: cols, height: rows }));
  return virtual;
}

describe('the first frame', () => {
  test('does not wait for the answers of the terminal', () => {
    const { terminal, written } = opened((canvas) => void canvas.text(0, 0, 'at once', 0), { answers: false });
    expect(written).toContain('\x1b[c');
    expect(terminal.capabilities.probed).toBe(false);
  });

  test('is drawn before anything else when it is asked for now', () => {
    const virtual = opened((canvas) => void canvas.text(0, 0, 'at once', 0), { answers: false });
    virtual.terminal.drawNow();
    expect(virtual.written).toContain('at once');
  });

  test('leaves no trace of the measured samples', async () => {
    const virtual = opened(() => undefined);
    await virtual.shown();
    expect(virtual.screen.text()).toBe('');
  });
});

test('what a person wants in ASCII stays so, whatever the terminal answers', async () => {
  const virtual = opened((canvas) => void canvas.text(0, 0, '┌─★ é 漢', 0), { ascii: true });
  await virtual.shown();
  expect(virtual.terminal.capabilities).toMatchObject({ probed: true, signs: 'ascii' });
  expect(virtual.screen.rows()[0]).toBe('+-* é 漢');
});

describe('what the terminal answers', () => {
  test('corrects what was drawn with assumptions', async () => {
    const virtual = opened((canvas) => void canvas.text(0, 0, '👨‍👩‍👧|', 0));
    virtual.terminal.drawNow();
    expect(virtual.written).not.toContain('👨‍👩‍👧|');
    await virtual.shown();
    expect(virtual.terminal.capabilities).toMatchObject({ widths: 'grapheme', probed: true, synchronized: true });
    expect(virtual.screen.rows()[0]).toBe('👨‍👩‍👧|');
  });

  test('is told to the listeners', async () => {
    const virtual = opened(() => undefined, { widths: 'codepoint' });
    const told: string[] = [];
    virtual.terminal.onCapabilities(({ widths }) => told.push(widths));
    await virtual.shown();
    expect(told).toEqual(['codepoint']);
  });

  test('when nothing comes, assumptions stay and nothing waits any longer', async () => {
    const clock = createManualClock();
    const virtual = opened(() => undefined, { answers: false, clock });
    const told: boolean[] = [];
    virtual.terminal.onCapabilities(({ probed }) => told.push(probed));
    clock.advance(250);
    expect(told).toEqual([false]);
    virtual.type('\x1b[?62;4c');
    expect(told).toEqual([false]);
    virtual.terminal.close();
    expect(clock.timers).toBe(0);
  });
});

describe('input', () => {
  test('reaches the listeners until they unsubscribe', () => {
    const virtual = opened(() => undefined);
    const seen: string[] = [];
    const stop = virtual.terminal.onInput((event) => seen.push(event.type));
    virtual.type('a');
    stop();
    virtual.type('b');
    expect(seen).toEqual(['key']);
  });

  test('answers to questions never reach them', async () => {
    const virtual = opened(() => undefined);
    const seen: string[] = [];
    virtual.terminal.onInput((event) => seen.push(event.type));
    await virtual.shown();
    virtual.type('\x1b]11;rgb:00/00/00\x07\x1b[5;5R');
    expect(seen).toEqual([]);
  });
});

describe('sizes', () => {
  test('a resize calls the listeners before the frame of the new size', async () => {
    const virtual = opened((canvas) => void canvas.text(0, 0, `${canvas.width}x${canvas.height}`, 0));
    await virtual.shown();
    const sizes: string[] = [];
    virtual.terminal.onResize(({ cols, rows }) => sizes.push(`${cols}x${rows}`));
    virtual.resize(20, 3);
    virtual.resize(33, 4);
    await expect.poll(() => virtual.screen.rows()[0]).toBe('33x4');
    expect(sizes).toEqual(['33x4']);
  });

  test.each([
    ['nothing', 0, 0, '80x24'],
    ['more than anybody has', 5000, 10, '80x10'],
  ])('a terminal that reports %s gets a believable one', (_name, cols, rows, expected) => {
    const clock = createManualClock();
    const virtual = openVirtualTerminal({ cols: 80, rows: 24, clock, answers: false });
    virtual.resize(Math.max(2, cols), Math.max(1, rows));
    virtual.resizeReport(cols, rows);
    clock.advance(100);
    expect(`${virtual.terminal.size.cols}x${virtual.terminal.size.rows}`).toBe(expected);
  });
});

describe('the cursor', () => {
  test('stands where it was put after every frame, and is hidden otherwise', async () => {
    const virtual = opened((canvas) => void canvas.text(0, 0, 'typing', 0));
    virtual.terminal.setCursor({ x: 6, y: 0 });
    await virtual.shown();
    expect(virtual.screen.cursor).toEqual({ x: 6, y: 0 });
    expect(virtual.written.endsWith('\x1b[?25h\x1b[?2026l') || virtual.written.endsWith('\x1b[?25h')).toBe(true);
    virtual.terminal.setCursor(null);
    virtual.terminal.requestFrame();
    await virtual.shown();
    expect(virtual.written.endsWith('\x1b[?25l')).toBe(true);
  });
});

/** The colour in which a text of exactly #123456 arrives. */
const draw = async (env: Readonly<Record<string, string>>): Promise<number> => {
  const virtual = openVirtualTerminal({ cols: 10, rows: 2, env });
  const { terminal } = virtual;
  const style = terminal.styles.id({ fg: 0x123456 });
  terminal.surface({
    rect: { x: 0, y: 0, width: 10, height: 1 },
    paint: (canvas) => void canvas.text(0, 0, 'x', style),
  });
  await virtual.shown();
  return virtual.screen.cell(0, 0).fg;
};

describe('colours', () => {
  test('are exact where the terminal has them, and none with NO_COLOR', async () => {
    expect(await draw({ TERM: 'xterm', COLORTERM: 'truecolor' })).toBe(0x123456);
    expect(await draw({ TERM: 'xterm', FORCE_COLOR: '2' })).toBe(paletteColour(24));
    expect(await draw({ TERM: 'xterm', NO_COLOR: '1' })).toBe(-1);
  });

  test('of a slot change everywhere when it is redefined', async () => {
    const virtual = openVirtualTerminal({ cols: 10, rows: 2 });
    const { terminal } = virtual;
    const role = terminal.styles.slot({ fg: 0x111111 });
    terminal.surface({
      rect: { x: 0, y: 0, width: 10, height: 1 },
      paint: (canvas) => void canvas.text(0, 0, 'x', role),
    });
    await virtual.shown();
    terminal.styles.redefine(role, { fg: 0x222222 });
    terminal.requestFrame();
    await virtual.shown();
    expect(virtual.screen.cell(0, 0).fg).toBe(0x222222);
  });
});

describe('the end', () => {
  test('closing gives everything back and prints what is left to say', async () => {
    const virtual = opened((canvas) => void canvas.text(0, 0, 'gone', 0));
    await virtual.shown();
    virtual.terminal.close('the answer');
    await virtual.screen.write('');
    expect(virtual.screen.isAlternate).toBe(false);
    expect(virtual.screen.text()).toBe('the answer');
    expect(virtual.screen.modes).toEqual({ mouse: 'none', bracketedPaste: false, focus: false });
  });

  test('closing twice, or leaving a block, does it once', () => {
    const virtual = opened(() => undefined);
    {
      using terminal = virtual.terminal;
      terminal.close();
    }
    expect(virtual.written.split('\x1b[?1049l')).toHaveLength(2);
  });

  test('a hang-up is told once, with the exit code a shell expects', () => {
    const virtual = opened(() => undefined);
    const ends: unknown[] = [];
    virtual.terminal.onEnd((end) => ends.push(end));
    virtual.hangUp();
    virtual.hangUp();
    expect(ends).toEqual([{ why: 'hangup', detail: 'gone', exitCode: 129 }]);
  });

  test('after it nothing is written any more', async () => {
    const virtual = opened(() => undefined);
    await virtual.shown();
    virtual.terminal.close();
    const { written } = virtual;
    virtual.terminal.requestFrame();
    virtual.terminal.setTitle('late');
    virtual.type('x');
    await virtual.shown();
    expect(virtual.written).toBe(written);
  });
});

describe('lending', () => {
  test('gives the screen to another program and repaints afterwards', async () => {
    const virtual = opened((canvas) => void canvas.text(0, 0, 'ours', 0));
    await virtual.shown();
    const during = await virtual.terminal.lend(async () => {
      await virtual.screen.write('editor');
      return { alternate: virtual.screen.isAlternate, text: virtual.screen.text() };
    });
    expect(during).toEqual({ alternate: false, text: 'editor' });
    await virtual.shown();
    expect({ alternate: virtual.screen.isAlternate, text: virtual.screen.text() }).toEqual({
      alternate: true,
      text: 'ours',
    });
  });

  test('takes it back when the other program fails', async () => {
    const virtual = opened((canvas) => void canvas.text(0, 0, 'ours', 0));
    await expect(virtual.terminal.lend(() => Promise.reject(new Error('no editor')))).rejects.toThrow('no editor');
    await virtual.shown();
    expect(virtual.screen.text()).toBe('ours');
  });
});

test('a refresh repairs a screen that somebody else has written on', async () => {
  const virtual = opened((canvas) => void canvas.text(0, 0, 'ours', 0));
  await virtual.shown();
  await virtual.screen.write('\x1b[2;2Hgarbage');
  virtual.terminal.refresh();
  await virtual.shown();
  expect(virtual.screen.text()).toBe('ours');
});

test('a hostile title cannot end its own sequence', async () => {
  const titles: string[] = [];
  const virtual = opened(() => undefined);
  virtual.screen.onTitle((title) => titles.push(title));
  virtual.terminal.setTitle('a\x07\x1b]0;evil\x07b\x9cc');
  await virtual.shown();
  expect(titles).toEqual(['a␇b\\x9cc']);
});

test('the mouse is given back and taken again', async () => {
  const virtual = opened(() => undefined);
  virtual.terminal.setMouse(false);
  await virtual.shown();
  expect(virtual.screen.modes.mouse).toBe('none');
  virtual.terminal.setMouse(true);
  await virtual.shown();
  expect(virtual.screen.modes.mouse).toBe('drag');
});

test('a terminal that takes nothing gets the newest frame when it goes on', async () => {
  const virtual = openVirtualTerminal({ cols: 20, rows: 2 });
  const { terminal } = virtual;
  let text = 'first';
  const surface = terminal.surface({
    rect: { x: 0, y: 0, width: 20, height: 1 },
    paint: (canvas) => void canvas.text(0, 0, text, 0),
  });
  await virtual.shown();
  virtual.stall();
  for (let turn = 0; turn < 50; turn += 1) {
    text = `turn ${turn}`;
    surface.invalidate('input');
    terminal.drawNow();
  }
  expect(terminal.stats.skipped).toBe(49);
  virtual.unstall();
  await virtual.shown();
  expect(virtual.screen.text()).toBe('turn 49');
});

import { assume, isRemote } from './capabilities.ts';
import type { Capabilities } from './capabilities.ts';
import { createFrameEnvelope } from './frame-envelope.ts';
import type { FrameClock } from './frame-scheduler.ts';
import { createFrameScheduler } from './frame-scheduler.ts';
import type { BlessedHost } from './host/blessed-host.ts';
import { createBlessedHost } from './host/blessed-host.ts';
import type { InputEvent } from './input/input-event.ts';
import { createInputReader } from './input/input-reader.ts';
import { createListeners } from './listeners.ts';
import { CLEAR_SCREEN, enterBytes, leaveBytes, mouseMode, PUSH_KITTY_KEYS, titleBytes } from './modes.ts';
import type { Probe } from './probe.ts';
import { createProbe, probeLimitMs } from './probe.ts';
import { createCompositor } from './render/compositor.ts';
import { createGlyphTable } from './render/glyph-table.ts';
import { createStyles } from './render/styles.ts';
import type { TerminalDevice } from './terminal-device.ts';
import type { Size, Terminal, TerminalEnd, TerminalOptions } from './terminal.ts';
import { withAsciiSigns } from './text/ascii-signs.ts';
import { sanitise } from './text/sanitise.ts';

const RESIZE_QUIET_MS = 30;
const RESIZE_LATEST_MS = 60;
const MAX_SIDE = 1000;

/** A terminal over any device. The caller hooks the process, if there is one to hook. */
export interface OwnedTerminal extends Terminal {
  /** Restores the screen without closing; idempotent. For signals and crashes. */
  leave(): void;
  /** Tells the listeners that the terminal is lost; false when there are none. */
  end(end: TerminalEnd): boolean;
}

const isSide = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= MAX_SIDE;

/** The size to draw at: what the system says, unless that cannot be true. */
const believable = ({ cols, rows }: Size): Size => ({ cols: isSide(cols) ? cols : 80, rows: isSide(rows) ? rows : 24 });

/** Takes the terminal over at once: the questions and the first bytes are written before this returns. */
export function createTerminal(device: TerminalDevice, options: TerminalOptions, clock: FrameClock): OwnedTerminal {
  const { env } = options;
  const { sink } = device;
  const assumed: Capabilities = { ...assume(env), ...(options.ascii === true ? { signs: 'ascii' } : {}) };
  const styles = createStyles(assumed.depth);
  const glyphs = createGlyphTable(assumed);
  const envelope = createFrameEnvelope();
  const input = createListeners<InputEvent>();
  const resized = createListeners<Size>();
  const learnt = createListeners<Capabilities>();
  const ended = createListeners<TerminalEnd>();
  let size = believable(device.size());
  let capabilities = assumed;
  let probe: Probe | null = null;
  let cancelProbe: (() => void) | null = null;
  let entered = false;
  let closed = false;
  let hasEnded = false;
  let kittyKeys = false;
  let mouse = options.mouse ?? true;
  const asTitle = (text: string): string => {
    const clean = sanitise(text, 'name');
    return assumed.signs === 'ascii' ? withAsciiSigns(clean) : clean;
  };
  let title = asTitle(options.title ?? '');
  let host: BlessedHost | null = null;

  const compositor = createCompositor({ size, styles, glyphs, wanted: (reason) => scheduler.request(reason) });
  const scheduler = createFrameScheduler({
    compositor,
    sink,
    clock,
    framesPerSecond: options.framesPerSecond ?? 30,
    finish: (cells) => envelope.wrap(cells, capabilities.synchronized),
  });
  const reader = createInputReader(clock, options.escapeMs ?? (isRemote(env) ? 50 : 25), dispatch);

  function dispatch(event: InputEvent): void {
    if (closed) return;
    if (event.type === 'report') {
      if (probe?.take(event) === true) finishProbe();
    } else if (host?.take(event) !== true) input.emit(event);
  }

  function finishProbe(): void {
    if (probe === null) return;
    const found = probe.result();
    probe = null;
    cancelProbe?.();
    cancelProbe = null;
    const widthsChanged =
      found.widths !== capabilities.widths ||
      found.emojiCells !== capabilities.emojiCells ||
      found.ambiguousCells !== capabilities.ambiguousCells;
    capabilities = found;
    styles.setDepth(found.depth); // repaints by itself when it changes
    if (widthsChanged) {
      glyphs.setRules(found);
      compositor.repaint();
    }
    if (found.kittyKeys && !kittyKeys) {
      kittyKeys = true;
      envelope.prepend(PUSH_KITTY_KEYS);
      scheduler.request('input');
    }
    learnt.emit(capabilities);
  }

  function enter(): void {
    if (entered || closed) return;
    entered = true;
    kittyKeys = false;
    device.take();
    envelope.reset();
    sink.writeSync(enterBytes(mouse) + (title === '' ? '' : titleBytes(title)) + ask());
    compositor.repaint();
  }

  /** The start-up questions; from now on answers are waited for. */
  function ask(): string {
    cancelProbe?.();
    probe = createProbe(env, size, assumed);
    if (probe.questions === '') probe = null;
    else cancelProbe = clock.after(probeLimitMs(env), finishProbe);
    return probe?.questions ?? '';
  }

  function leave(): void {
    if (!entered) return;
    entered = false;
    scheduler.pause();
    cancelProbe?.();
    probe = null;
    sink.writeSync(leaveBytes(kittyKeys));
    device.release();
  }

  function reenter(): void {
    if (closed || hasEnded) return;
    applySize();
    enter();
    scheduler.resume();
  }

  function end(why: TerminalEnd): boolean {
    if (hasEnded || closed) return ended.size > 0;
    hasEnded = true;
    leave();
    ended.emit(why);
    return ended.size > 0;
  }

  function applySize(): void {
    const next = believable(device.size());
    if (next.cols === size.cols && next.rows === size.rows) return;
    size = next;
    compositor.resize(size);
    host?.resize(size);
    resized.emit(size);
  }

  let cancelResize: (() => void) | null = null;
  let resizeSinceMs = 0;
  device.onResize(() => {
    if (closed) return;
    const now = clock.now();
    if (cancelResize === null) resizeSinceMs = now;
    else cancelResize();
    scheduler.pause(); // frames of the old size would only smear
    const wait = Math.min(RESIZE_QUIET_MS, Math.max(0, resizeSinceMs + RESIZE_LATEST_MS - now));
    cancelResize = clock.after(wait, () => {
      cancelResize = null;
      if (!entered) return;
      applySize();
      compositor.repaint(); // the terminal may have moved its cells even when the size is the same again
      scheduler.resume();
    });
  });
  device.onBytes((bytes) => reader.feed(bytes));
  const hangup = (detail: string): void => void end({ why: 'hangup', detail, exitCode: 129 });
  device.onHangup(hangup);
  sink.onGone(hangup);
  enter();

  function close(after = ''): void {
    if (closed) return;
    leave();
    closed = true;
    scheduler.pause();
    reader.stop();
    cancelResize?.();
    host?.close();
    if (after !== '') sink.writeSync(after.endsWith('\n') ? after : `${after}\n`);
    device.close();
  }

  return {
    get size() {
      return size;
    },
    get capabilities() {
      return capabilities;
    },
    styles,
    stats: scheduler.stats,
    surface: (spec) => compositor.surface(spec),
    surfaceAt: (x, y) => compositor.surfaceAt(x, y),
    setCursor(cell) {
      envelope.setCursor(cell);
    },
    requestFrame: () => scheduler.request('input'),
    drawNow: () => scheduler.drawNow(),
    idle: () => scheduler.idle(),
    onInput: (listener) => input.add(listener),
    onResize: (listener) => resized.add(listener),
    onCapabilities: (listener) => learnt.add(listener),
    onEnd: (listener) => ended.add(listener),
    setTitle(next) {
      title = asTitle(next);
      envelope.prepend(titleBytes(title));
      scheduler.request('stream');
    },
    setMouse(captured) {
      if (captured === mouse) return;
      mouse = captured;
      envelope.prepend(mouseMode(mouse));
      scheduler.request('input');
    },
    async suspend() {
      if (!entered) return;
      leave();
      await device.stop();
      reenter();
    },
    async lend(work) {
      leave();
      try {
        return await work();
      } finally {
        reenter();
      }
    },
    refresh() {
      if (!entered) return;
      applySize();
      envelope.prepend(CLEAR_SCREEN + ask());
      compositor.repaint();
    },
    widgets() {
      host ??= createBlessedHost({ size, glyphs, styles, changed: () => compositor.overlayChanged() });
      compositor.setOverlay(host);
      return host;
    },
    leave,
    end,
    close,
    [Symbol.dispose]: () => close(),
  };
}

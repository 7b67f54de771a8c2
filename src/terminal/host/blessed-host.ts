import type { KeyEvent, MouseEvent } from '../input/input-event.ts';
import type { InputEvent } from '../input/input-event.ts';
import type { CellGrid } from '../render/cell-grid.ts';
import type { Overlay } from '../render/compositor.ts';
import type { GlyphTable } from '../render/glyph-table.ts';
import type { Styles } from '../render/styles.ts';
import type { Size } from '../terminal.ts';
import type { BaseName } from './blessed-internals.ts';
import { createScreen } from './create-screen.ts';
import { createStyleImport, importCells, UNTOUCHED } from './import-cells.ts';
import { loadBase } from './load-base.ts';
import { installTrueColour } from './true-colour.ts';
import type { WidgetHost } from './widget-host.ts';

export interface BlessedHostOptions {
  readonly size: Size;
  readonly glyphs: GlyphTable;
  readonly styles: Styles;
  /** Called when the node tree should be drawn anew. */
  readonly changed: () => void;
  /** Default neo-blessed; the other one only in its conformance test. */
  readonly base?: BaseName;
}

/** The widget layer: blessed keeps node tree, layout, focus and widget logic; drawing and input are ours. */
export interface BlessedHost extends WidgetHost, Overlay {
  /** Gives the event to the widgets; false when none of them wants it. */
  take(event: InputEvent): boolean;
  resize(size: Size): void;
  close(): void;
}

const MOUSE_ACTIONS = {
  press: 'mousedown',
  release: 'mouseup',
  drag: 'mousemove',
  move: 'mousemove',
  wheel_up: 'wheelup',
  wheel_down: 'wheeldown',
} as const;

/** Loads the package and makes its screen; see `loadBase` for the cost. */
export function createBlessedHost(options: BlessedHostOptions): BlessedHost {
  const base = loadBase(options.base ?? 'neo-blessed');
  const colours = installTrueColour(base.colours);
  const { screen, input, resize } = createScreen(base, options.size);
  const styleOf = createStyleImport(options.styles, colours);
  const renderTree = screen.render.bind(screen);
  let mask: Uint16Array | null = null;
  let cols = options.size.cols;
  screen.render = options.changed; // stock widgets call it whenever they like; the compositor decides when

  const isActive = (): boolean => screen.focused !== undefined && isShown(screen.focused);

  /** Visible, with all its ancestors, and still part of this screen. */
  function isShown(element: typeof screen.focused): boolean {
    for (let node: unknown = element; node !== screen; node = isNode(node) ? node.parent : null) {
      if (!isNode(node) || node.hidden === true || node.detached === true) return false;
    }
    return true;
  }

  function giveKey(event: KeyEvent): void {
    const { name, ctrl, alt, shift, text } = event;
    const character = text === '' ? undefined : text;
    const isLetter = /^[A-Z]$/.test(name);
    const key = { name: isLetter ? name.toLowerCase() : name, ctrl, meta: alt, shift, sequence: character ?? '' };
    input.emit('keypress', character, key);
  }

  function giveMouse(event: MouseEvent): void {
    const { x, y, button, shift, alt, ctrl } = event;
    const action = MOUSE_ACTIONS[event.action];
    screen.program.emit('mouse', { name: 'mouse', type: 'sgr', action, x, y, button, shift, meta: alt, ctrl });
  }

  return {
    screen,
    blessed: base.blessed,
    get active() {
      return isActive();
    },
    treeChanged: options.changed,
    destroy(element) {
      const gone = new Set<unknown>();
      const collect = (node: unknown): void => {
        gone.add(node);
        if (isNode(node)) for (const child of node.children ?? []) collect(child);
      };
      collect(element);
      for (const list of [screen.clickable, screen.keyable, screen.history]) {
        const kept = list.filter((node) => !gone.has(node));
        list.splice(0, list.length, ...kept);
      }
      element.destroy();
      screen.rewindFocus();
      options.changed();
    },
    take(event) {
      if (event.type === 'key') {
        if (event.chord === 'C-c' || !isActive()) return false;
        giveKey(event);
        return true;
      }
      if (event.type !== 'mouse' || mask === null || mask[event.y * cols + event.x] !== 1) return false;
      giveMouse(event);
      return true;
    },
    paint(grid: CellGrid, owner: Uint16Array) {
      for (const line of screen.lines) for (const cell of line) cell[0] = UNTOUCHED;
      renderTree();
      importCells(screen.lines, grid, owner, options.glyphs, styleOf);
      cols = grid.cols;
      mask = owner.map((id) => (id === 0xffff ? 1 : 0));
    },
    resize,
    close() {
      screen.destroy();
    },
  };
}

interface Node {
  readonly parent?: unknown;
  readonly children?: readonly unknown[];
  readonly hidden?: boolean;
  readonly detached?: boolean;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

import type * as Blessed from 'neo-blessed';

/** Stock blessed widgets over our surfaces. Only short, cleaned strings may be given to them; never model text. */
export interface WidgetHost {
  /** The blessed screen: append nodes to it. Its own drawing, input reading and signal handling are switched off. */
  readonly screen: Blessed.Widgets.Screen;
  /** The constructors of the base package: `host.blessed.list({ parent: host.screen, … })`. */
  readonly blessed: typeof Blessed;
  /** True while a visible widget has the focus: keys go to it before `onInput` hears of them, except Ctrl-C. */
  readonly active: boolean;
  /** Draws the node tree with the next frame. `screen.render()` does the same. */
  treeChanged(): void;
  /** Destroys a widget and everything the screen remembers about it. */
  destroy(element: Blessed.Widgets.BlessedElement): void;
}

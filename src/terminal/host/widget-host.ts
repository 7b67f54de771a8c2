import type { Widgets } from 'blessed';

/** Stock blessed widgets over our surfaces. Only short, cleaned strings may be given to them; never model text. */
export interface WidgetHost {
  /** The blessed screen: append nodes to it. Its own drawing, input reading and signal handling are switched off. */
  readonly screen: Widgets.Screen;
  /** The constructors of the base package: `blessed.list({ parent: host.screen, … })`. */
  readonly blessed: typeof import('blessed');
  /** True while at least one visible widget could take keys; they are routed to it before `onInput` hears of them. */
  readonly active: boolean;
  /** Draws the node tree with the next frame. Call it after changing widgets. */
  treeChanged(): void;
  /** Destroys a widget and everything the screen remembers about it. */
  destroy(element: Widgets.BlessedElement): void;
}

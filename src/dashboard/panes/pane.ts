import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentCard } from '../../coordination/events/run.ts';
import type { LineStore } from '../../terminal/text/line-store.ts';
import { createLineStore } from '../../terminal/text/line-store.ts';
import type { Activity } from '../../views/activity.ts';
import type { Glyphs } from '../../views/glyphs.ts';
import type { Block, Cleaning } from '../../views/panes/block.ts';
import type { BlockLook, Detail } from '../../views/panes/block-lines.ts';
import { apart, blockLines, dependsOnWidth, proseLook } from '../../views/panes/block-lines.ts';
import { createBlockLog } from '../../views/panes/block-log.ts';
import type { Cells } from '../../views/span.ts';
import type { GrowingText } from './line-writer.ts';
import { createGrowingText, createLineWriter } from './line-writer.ts';
import type { ScrollView } from './scroll-view.ts';
import { createScrollView } from './scroll-view.ts';
import type { Theme } from '../theme.ts';

/** What one agent did, as scrolling text. */
export interface Pane {
  readonly card: AgentCard;
  readonly store: LineStore;
  readonly view: ScrollView;
  readonly activity: Activity;
  /** Takes an event in; nothing is wrapped or drawn before `sync`. */
  apply(event: CoordinationEvent, atMs: number): void;
  /** Brings the text up to date with what was applied, at this level of detail. Costs what has changed. */
  sync(detail: Detail): void;
}

export interface PaneOptions {
  readonly card: AgentCard;
  readonly theme: Theme;
  readonly glyphs: Glyphs;
  readonly cells: Cells;
  readonly cleaning: Cleaning;
}

export function createPane(options: PaneOptions): Pane {
  const { card, theme, glyphs, cells, cleaning } = options;
  const log = createBlockLog({ agentId: card.id, cleaning, glyphs });
  const store = createLineStore({ cols: 80 });
  const writer = createLineWriter(store, (role) => theme.style(role));
  const view = createScrollView(store);
  const starts = new Map<number, number>(); // number of a block → mark where it begins
  let look: BlockLook = { detail: 'normal', columns: store.cols, glyphs, cells };
  let growing: { readonly block: number; readonly text: GrowingText } | null = null;

  const blockAt = (number: number): Block | undefined => log.blocks[number - log.first];

  /** The nearest block above that shows anything. */
  function shownBefore(number: number): Block | null {
    for (let at = number - 1; at >= log.first; at -= 1) {
      const block = blockAt(at);
      if (block !== undefined && blockLines(block, look).length > 0) return block;
    }
    return null;
  }

  function writeBlock(number: number, before: Block | null): boolean {
    const block = blockAt(number);
    if (block === undefined) return false;
    starts.set(number, writer.mark());
    const gap = before !== null && apart(before, block);
    if (block.kind === 'text' && block.open) {
      if (gap) writer.write([[]]);
      growing = { block: number, text: createGrowingText(writer, () => proseLook(look, true)) };
      growing.text.update(block.text);
      return true;
    }
    const lines = blockLines(block, look);
    if (lines.length > 0 && gap) writer.write([[]]);
    writer.write(lines);
    return lines.length > 0;
  }

  function rewrite(from: number): void {
    writer.rewind(starts.get(from) ?? writer.mark());
    for (const number of starts.keys()) if (number >= from) starts.delete(number); // blocks that were taken back began elsewhere
    growing = null;
    let before = shownBefore(from);
    for (let number = from; number < log.first + log.blocks.length; number += 1) {
      if (writeBlock(number, before)) before = blockAt(number) ?? before;
    }
  }

  function rewriteAll(): void {
    writer.rewind(store.dropped);
    starts.clear();
    rewrite(log.first);
  }

  function forgetDropped(): void {
    for (const number of starts.keys()) {
      if (number >= log.first) return; // keys come in rising order
      starts.delete(number);
    }
  }

  return {
    card,
    store,
    view,
    get activity() {
      return log.activity;
    },
    apply: (event, atMs) => log.apply(event, atMs),
    sync(detail) {
      const other = detail !== look.detail;
      const wider = store.cols !== look.columns;
      if (other || wider) look = { ...look, detail, columns: store.cols };
      if (other || (wider && log.blocks.some(dependsOnWidth))) {
        log.takeChange();
        return view.keepTop(rewriteAll);
      }
      const change = log.takeChange();
      if (change === null) return;
      forgetDropped();
      const block = blockAt(change);
      if (growing?.block === change && block?.kind === 'text' && block.open) growing.text.update(block.text);
      else rewrite(Math.max(change, log.first));
    },
  };
}

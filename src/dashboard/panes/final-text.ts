import type { CoordinationEvent } from '../../coordination/events.ts';
import type { AgentId } from '../../coordination/ids.ts';
import type { LineStore } from '../../terminal/text/line-store.ts';
import { createLineStore } from '../../terminal/text/line-store.ts';
import type { Glyphs } from '../../views/glyphs.ts';
import { hasTable } from '../../views/markdown/table.ts';
import type { Cleaning } from '../../views/panes/block.ts';
import type { Cells } from '../../views/span.ts';
import type { GrowingText } from './line-writer.ts';
import { createGrowingText, createLineWriter } from './line-writer.ts';
import type { ScrollView } from './scroll-view.ts';
import { createScrollView } from './scroll-view.ts';
import type { Theme } from '../theme.ts';

/** The final answer while it is presented and afterwards. */
export interface FinalText {
  readonly store: LineStore;
  readonly view: ScrollView;
  readonly empty: boolean;
  apply(event: CoordinationEvent): void;
  sync(): void;
  /** Shows the beginning: somebody who opens a whole answer reads it from there. */
  toTop(): void;
}

export function createFinalText(theme: Theme, glyphs: Glyphs, cells: Cells, cleaning: Cleaning): FinalText {
  const store = createLineStore({ cols: 80 });
  const writer = createLineWriter(store, (role) => theme.style(role));
  let text = '';
  const view = createScrollView(store);
  let columns = store.cols;
  let growing = false;
  const begin = (): GrowingText => createGrowingText(writer, () => ({ columns, glyphs, cells, growing }));
  let drawn = begin();
  let cleaner = cleaning.stream();
  let dirty = false;
  let presenter: AgentId | null = null;
  /** Chunks of the presentation win over the presenter's plain text: some runs write both. */
  let source: 'none' | 'text' | 'chunks' = 'none';

  function restart(): void {
    writer.rewind(store.dropped);
    text = '';
    cleaner = cleaning.stream();
    drawn = begin();
    dirty = true;
  }

  function redraw(): void {
    writer.rewind(store.dropped);
    drawn = begin();
    drawn.update(text);
  }

  function grow(chunk: string, from: 'text' | 'chunks'): void {
    if (chunk === '' || (source === 'chunks' && from === 'text')) return;
    if (source === 'text' && from === 'chunks') restart();
    source = from;
    growing = true;
    text = text === '' ? cleaner.push(chunk).trimStart() : text + cleaner.push(chunk);
    dirty = true;
  }

  function settle(content: string): void {
    const whole = cleaning.prose(content).trim();
    growing = false;
    dirty = true;
    if (whole === '' || whole === text) return;
    restart();
    text = whole;
    source = 'chunks';
  }

  return {
    store,
    view,
    get empty() {
      return text === '';
    },
    apply(event) {
      switch (event.event_type) {
        case 'attempt_started':
          presenter = null;
          view.move('follow', 1);
          source = 'none';
          return restart();
        case 'final_presentation_start':
          presenter = event.agent_id;
          view.move('follow', 1);
          source = 'none';
          return restart();
        case 'final_presentation_chunk':
          return grow(event.data.text, 'chunks');
        case 'text':
          if (presenter !== null && event.agent_id === presenter) grow(event.data.text, 'text');
          return;
        case 'stream_interrupted':
          if (presenter === null || event.agent_id !== presenter) return;
          source = 'none';
          return restart();
        case 'final_presentation_end':
          presenter = null;
          return settle(event.data.content);
        case 'answer_locked':
          return settle(event.data.content);
        default:
      }
    },
    toTop() {
      this.sync();
      view.move('top', 1);
    },
    sync() {
      const wider = store.cols !== columns;
      columns = store.cols;
      if (wider && hasTable(text)) view.keepTop(redraw);
      else if (dirty) drawn.update(text);
      dirty = false;
    },
  };
}

import type { Canvas } from '../src/terminal/render/canvas.ts';
import type { StyleId, Styles } from '../src/terminal/render/styles.ts';
import type { Rect, Surface, SurfaceOptions } from '../src/terminal/render/surface.ts';
import type { RowRef } from '../src/terminal/text/line.ts';
import { createLineStore } from '../src/terminal/text/line-store.ts';
import { createSanitiser } from '../src/terminal/text/sanitise.ts';

const PANES = 12;
const COLOURS = [0xcdd6f4, 0xa6adc8, 0x94e2d5, 0xa6e3a1, 0xfab387, 0xf38ba8, 0xcba6f7, 0x89b4fa] as const;
const WORDS =
  'the quick agent refines its answer and votes for another one because evidence (tests) passed; const x = await run({ retries: 3 }); return result.map(r => r.score) // ok'.split(
    ' ',
  );
const WIDE = ['你好', '世界', '这是', '一个', '测试', '。', '한국어', 'テスト', '並列', '投票'] as const;
const PICTURES = ['🎉 ', '✅ ', '🚀 ', '👍🏽 ', '👨‍👩‍👧‍👦 ', '❤️ ', '🇯🇵 ', '⚡ ', '1️⃣ '] as const;
const MARKED = ['cafe\u0301 ', 'नमस्ते ', 'ภาษา ', 'nai\u0308ve '] as const;

export interface Token {
  readonly pane: number;
  readonly text: string;
  readonly kind: number;
}

/** The same stream every time: 12 panes, an eighth of the tokens wide, pictures or marked, eight colours. */
export function* tokens(total: number): Generator<Token> {
  let seed = 42;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % below;
  };
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
  const kinds = new Uint8Array(PANES);
  const columns = new Uint16Array(PANES);
  for (let index = 0; index < total; index += 1) {
    const pane = random(4) > 0 ? index % PANES : random(PANES);
    const draw = random(1000);
    let text = draw < 880 ? `${pick(WORDS)} ` : draw < 950 ? pick(WIDE) : draw < 985 ? pick(PICTURES) : pick(MARKED);
    columns[pane] = (columns[pane] ?? 0) + text.length;
    if ((columns[pane] ?? 0) > 60 + random(200)) {
      text += random(5) > 0 ? '\n' : '\n\n';
      columns[pane] = 0;
      kinds[pane] = random(COLOURS.length);
    }
    yield { pane, text, kind: kinds[pane] ?? 0 };
  }
}

/** Twelve framed panes in a 4 × 3 grid over one status line. */
export interface Workload {
  append(token: Token): void;
  setStatus(text: string): void;
}

export function createWorkload(
  screen: { readonly styles: Styles; surface(options: SurfaceOptions): Surface },
  cols: number,
  rows: number,
): Workload {
  const { styles } = screen;
  const background = 0x1e1e2e;
  const kinds: readonly StyleId[] = COLOURS.map((fg) => styles.id({ fg, bg: background }));
  const border = styles.id({ fg: 0x45475a, bg: background });
  const label = styles.id({ fg: 0xf9e2af, bg: background, flags: 1 });
  const plain = kinds[0] ?? 0;
  let status = '';

  const panes = Array.from({ length: PANES }, (_, index) => {
    const rect = cellOf(index, cols, rows - 1);
    const store = createLineStore({ cols: rect.width - 2 });
    const out: RowRef[] = [];
    const surface = screen.surface({
      rect,
      background: plain,
      paint(canvas) {
        const { width, height } = canvas;
        drawFrame(canvas, border);
        canvas.text(1, 0, ` agent ${index} `, label);
        const count = store.window(height - 2, 0, out);
        for (let y = 1; y < height - 1; y += 1) {
          const row = out[y - 1];
          if (y <= count && row !== undefined) canvas.row(1, y, width - 2, row, plain);
        }
      },
    });
    return { store, surface, sanitiser: createSanitiser() };
  });
  const bar = screen.surface({
    rect: { x: 0, y: rows - 1, width: cols, height: 1 },
    background: styles.id({ bg: 0x313244 }),
    paint: (canvas) => void canvas.text(0, 0, status, plain),
  });

  return {
    append({ pane, text, kind }) {
      const target = panes[pane];
      if (target === undefined) return;
      target.store.append(target.sanitiser.push(text), kinds[kind] ?? plain);
      target.surface.invalidate();
    },
    setStatus(text) {
      status = text;
      bar.invalidate('input');
    },
  };
}

function drawFrame(canvas: Canvas, style: StyleId): void {
  const { width, height } = canvas;
  for (const y of [0, height - 1]) canvas.fill(1, y, width - 2, 1, style, '─');
  for (const x of [0, width - 1]) canvas.fill(x, 1, 1, height - 2, style, '│');
  canvas.fill(0, 0, 1, 1, style, '┌');
  canvas.fill(width - 1, 0, 1, 1, style, '┐');
  canvas.fill(0, height - 1, 1, 1, style, '└');
  canvas.fill(width - 1, height - 1, 1, 1, style, '┘');
}

function cellOf(index: number, cols: number, rows: number): Rect {
  const column = index % 4;
  const line = Math.floor(index / 4);
  const x = Math.floor((column * cols) / 4);
  const y = Math.floor((line * rows) / 3);
  return { x, y, width: Math.floor(((column + 1) * cols) / 4) - x, height: Math.floor(((line + 1) * rows) / 3) - y };
}

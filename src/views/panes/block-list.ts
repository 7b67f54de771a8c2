import type { Block, NewBlock } from './block.ts';

/** The newest blocks of an agent, with numbers that stay when the oldest go, and what of them has changed. */
export interface BlockList {
  /** Blocks that are kept; the first of them is number `first`. */
  readonly blocks: readonly Block[];
  readonly first: number;
  /** Puts a block at the end; the oldest go while there are too many. */
  add(block: NewBlock): void;
  replace(index: number, block: Block): void;
  /** Takes out so many blocks; all from `index` on when no number is given. */
  remove(index: number, count?: number): void;
  /** Lets the oldest go while there are too many. One always stays. */
  trim(): void;
  /** Number of the first block that changed since the last call; null when none did. */
  takeChange(): number | null;
}

const MAX_BLOCKS = 4000;

function sizeOf(block: Block): number {
  if (block.kind === 'text' || block.kind === 'thinking') return block.text.length + 64;
  if (block.kind === 'tool') return block.output.length + block.details.length + 64;
  return block.kind === 'answer' ? block.content.length + 64 : 200;
}

/** Bounded by characters, and by 4,000 blocks. */
export function createBlockList(maxCharacters: number): BlockList {
  const blocks: Block[] = [];
  let first = 0;
  let nextId = 1;
  let size = 0;
  let changed: number | null = null;

  const touch = (index: number): void => {
    changed = changed === null ? first + index : Math.min(changed, first + index);
  };

  function trim(): void {
    while ((size > maxCharacters || blocks.length > MAX_BLOCKS) && blocks.length > 1) {
      const gone = blocks.shift();
      size -= gone === undefined ? 0 : sizeOf(gone);
      first += 1;
    }
  }

  function replace(index: number, block: Block): void {
    const before = blocks[index];
    size += sizeOf(block) - (before === undefined ? 0 : sizeOf(before));
    blocks[index] = block;
    touch(index);
  }

  return {
    blocks,
    get first() {
      return first;
    },
    add(block) {
      replace(blocks.length, { ...block, id: nextId });
      nextId += 1;
      trim();
    },
    replace,
    remove(index, count = blocks.length) {
      for (const gone of blocks.splice(index, count)) size -= sizeOf(gone);
      touch(index);
    },
    trim,
    takeChange() {
      const index = changed;
      changed = null;
      return index;
    },
  };
}

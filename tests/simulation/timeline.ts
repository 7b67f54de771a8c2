/** What will happen at a time; equal times keep the order in which they were planned. */
interface Entry<Item> {
  readonly atMs: number;
  readonly order: number;
  readonly item: Item;
}

/** The virtual clock's agenda: a binary heap, earliest first. */
export interface Timeline<Item> {
  readonly size: number;
  plan(atMs: number, item: Item): void;
  next(): Entry<Item> | undefined;
}

export function createTimeline<Item>(): Timeline<Item> {
  const heap: Entry<Item>[] = [];
  let planned = 0;
  const isEarlier = (left: Entry<Item>, right: Entry<Item>): boolean =>
    left.atMs < right.atMs || (left.atMs === right.atMs && left.order < right.order);

  const sink = (entry: Entry<Item>): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let best = heap[child];
      const right = heap[child + 1];
      if (best === undefined) break;
      if (right !== undefined && isEarlier(right, best)) {
        best = right;
        child += 1;
      }
      if (!isEarlier(best, entry)) break;
      heap[at] = best;
      at = child;
    }
    heap[at] = entry;
  };

  return {
    get size() {
      return heap.length;
    },
    plan: (atMs, item) => {
      const entry = { atMs, order: planned, item };
      planned += 1;
      let at = heap.length;
      heap.push(entry);
      while (at > 0) {
        const parent = (at - 1) >> 1;
        const above = heap[parent];
        if (above === undefined || !isEarlier(entry, above)) break;
        heap[at] = above;
        at = parent;
      }
      heap[at] = entry;
    },
    next: () => {
      const first = heap[0];
      const last = heap.pop();
      if (first !== undefined && last !== undefined && heap.length > 0) sink(last);
      return first;
    },
  };
}

import type { Unsubscribe } from './terminal.ts';

/** The listeners of one kind of event, called in the order they came. */
export interface Listeners<Value> {
  add(listener: (value: Value) => void): Unsubscribe;
  emit(value: Value): void;
  readonly size: number;
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    add(listener) {
      const own = (value: Value): void => listener(value); // the same function may be added twice
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    emit(value) {
      for (const listener of Array.from(listeners)) listener(value); // one that is added meanwhile waits for the next
    },
    get size() {
      return listeners.size;
    },
  };
}

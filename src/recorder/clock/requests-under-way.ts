import type { HookCallbacks } from 'node:async_hooks';
import { createHook } from 'node:async_hooks';

/** Everything that calls back once: files, names, connections, writes, ciphers, and children until they end. */
const REQUEST = /REQ(?:WRAP|CALLBACK|PROMISE|UEST)?$|(?:CONNECT|WRITE|SHUTDOWN|SEND|PROCESS)WRAP$/;

const underWay = new Set<number>();
let watching = false;

/** Without promises, which are many and not what is looked for; older Node 24 does not know the option and is only slower. */
const hooks: HookCallbacks & { readonly trackPromises: false } = {
  init(id, type) {
    if (REQUEST.test(type)) underWay.add(id);
  },
  after: (id) => void underWay.delete(id),
  destroy: (id) => void underWay.delete(id),
  trackPromises: false,
};

/** Begins to count; what was asked for before is not seen. Once for a process, and for the rest of its life. */
export function watchRequests(): void {
  if (watching) return;
  watching = true;
  createHook(hooks).enable();
}

/** How much this process has asked of the system and not heard of again. */
export const requestsUnderWay = (): number => underWay.size;

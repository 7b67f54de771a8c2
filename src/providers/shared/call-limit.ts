/** Tool calls of one message; nobody means more of them at once. */
export const MAX_CALLS = 128;

/** What the system calls an error of a file, a process or a socket, `ENOENT` for example; null for any other error. */
export const systemCode = (cause: unknown): string | null =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : null;

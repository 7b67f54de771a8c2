/** Ends a switch over a union: a member that is not handled stops the compiler, and a bad value stops the program. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}

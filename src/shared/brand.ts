/** A `Base` that only its one constructor can make: `Brand<string, 'AgentId'>` is not any string. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };

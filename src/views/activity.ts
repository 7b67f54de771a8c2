/** What an agent is doing this moment, finer than its phase: it changes many times within a model call. */
export type Activity =
  | { readonly kind: 'none'; readonly sinceMs: number }
  | { readonly kind: 'thinking'; readonly sinceMs: number }
  | { readonly kind: 'writing'; readonly sinceMs: number }
  | { readonly kind: 'tool'; readonly name: string; readonly sinceMs: number }
  | {
      readonly kind: 'retrying';
      readonly untilMs: number;
      readonly attempt: number;
      readonly maxAttempts: number;
      readonly sinceMs: number;
    };

export const NO_ACTIVITY: Activity = { kind: 'none', sinceMs: 0 };

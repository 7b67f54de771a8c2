import type { Command } from '../coordination/commands.ts';
import type { Role } from '../views/span.ts';
import type { ActionName } from './keymap.ts';

/** A message in the row above the input. */
export interface Notice {
  readonly text: string;
  /** What the key `p` does about it; the key is named as it is pressed when the notice is drawn. */
  readonly pDoes?: string;
  readonly role: Role;
  /** Null: until something else takes its place. */
  readonly untilMs: number | null;
}

/** How far the focused text moves. */
export type ScrollStep = 'line_up' | 'line_down' | 'half_up' | 'half_down' | 'page_up' | 'page_down' | 'top' | 'follow';

/** What the rest of the dashboard has to do. */
export type UiRequest =
  | { readonly type: 'submit' }
  | { readonly type: 'stash_draft' }
  | { readonly type: 'dispatch'; readonly command: Command }
  | { readonly type: 'answer_now' }
  | { readonly type: 'scroll'; readonly step: ScrollStep }
  /** Cancels the turn; `turn_ended` then asks to leave. */
  | { readonly type: 'cancel_and_leave' }
  | { readonly type: 'leave'; readonly forced: boolean }
  | { readonly type: 'suspend' }
  | { readonly type: 'redraw' };

/** What may happen to the screen besides the log. */
export type UiAction =
  | {
      readonly type: 'key';
      readonly action: ActionName;
      readonly chord: string;
      readonly nowMs: number;
      readonly draftEmpty: boolean;
      /** How many rows of the help are to be seen, and the last that can be the first of them. */
      readonly help?: { readonly rows: number; readonly lastTop: number };
    }
  | { readonly type: 'typed'; readonly nowMs: number }
  | { readonly type: 'focus'; readonly index: number }
  | { readonly type: 'enter_input' }
  | { readonly type: 'turn_started' }
  | { readonly type: 'winner'; readonly text: string; readonly following: boolean; readonly nowMs: number }
  | { readonly type: 'turn_ended'; readonly nowMs: number; readonly draftEmpty: boolean }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'tick'; readonly nowMs: number };

export type KeyAction = Extract<UiAction, { type: 'key' }>;

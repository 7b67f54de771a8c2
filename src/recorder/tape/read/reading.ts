import type { CommandBody, ParsedTape } from '../tape.ts';

/** One command in both shapes: the reference's words, and ours. */
export interface Reading {
  readonly raw: ParsedTape['raw'][number];
  readonly body: CommandBody;
}

export const ILLEGAL: CommandBody = { type: 'illegal' };

/** The command was named, but what followed made no sense; an error has been noted. */
export const unreadable = (type: string, options = '', args = ''): Reading => ({
  raw: [type, options, args],
  body: ILLEGAL,
});

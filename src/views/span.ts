/** What a piece of text means; a theme gives every role its colours and its look without colours. */
export const ROLES = [
  'text',
  'strong',
  'emphasis',
  'struck',
  'title',
  'label',
  'muted',
  'accent',
  'focus',
  'border',
  'success',
  'warning',
  'error',
  'info',
  'special',
  'winner',
  'heading',
  'code',
  'link',
  'quote',
  'key',
  'chip',
  'caret',
  'bar',
  'bar_lead',
  'agent1',
  'agent2',
  'agent3',
  'agent4',
  'agent5',
  'agent6',
  'agent7',
  'agent8',
  'agent9',
  'agent10',
  'agent11',
  'agent12',
] as const;
export type Role = (typeof ROLES)[number];

/** A run of characters in one role. The text is clean and holds no line end. */
export interface Span {
  readonly text: string;
  readonly role: Role;
}

/** One line of a screen or of a text that is still to be wrapped. */
export type Line = readonly Span[];

export const span = (text: string, role: Role = 'text'): Span => ({ text, role });

const AGENT_ROLES = ROLES.filter((role) => role.startsWith('agent'));

/** Colour role of an agent by its 1-based number; repeats after twelve, since the number is what identifies it. */
export const agentRole = (agentNumber: number): Role => AGENT_ROLES[(agentNumber - 1) % AGENT_ROLES.length] ?? 'text';

/** How a terminal counts cells. Handed in, so that views know nothing of terminals. */
export interface Cells {
  /** Columns the text takes. */
  width(text: string): number;
  /** Longest beginning of whole characters that fits into so many columns. */
  fit(text: string, columns: number): string;
}

/** The text without any styling. */
export const plainText = (line: Line): string => line.map((piece) => piece.text).join('');

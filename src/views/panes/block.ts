import type { Line } from '../span.ts';

interface Numbered {
  /** Unique within its pane; a block that changes keeps its number. */
  readonly id: number;
}

export interface RoundBlock extends Numbered {
  readonly kind: 'round';
  readonly round: number;
  readonly what: 'round' | 'presentation' | 'evaluation';
  readonly saw: readonly string[];
}

export interface ThinkingBlock extends Numbered {
  readonly kind: 'thinking';
  readonly text: string;
  readonly open: boolean;
}

export interface TextBlock extends Numbered {
  readonly kind: 'text';
  readonly text: string;
  /** It is an answer in the making: gone when the answer is accepted, kept as text when it is not. */
  readonly draft?: true;
  readonly open: boolean;
}

export interface ToolBlock extends Numbered {
  readonly kind: 'tool';
  readonly toolId: string;
  readonly name: string;
  /** The one argument that says most, on one line. */
  readonly argument: string;
  /** All arguments as JSON, for the detailed view. */
  readonly details: string;
  readonly state: 'running' | 'ok' | 'failed';
  readonly tookSeconds: number | null;
  /** Output so far while it runs, the result afterwards. */
  readonly output: string;
}

export interface AnswerBlock extends Numbered {
  readonly kind: 'answer';
  readonly label: string;
  readonly content: string;
}

export interface VoteBlock extends Numbered {
  readonly kind: 'vote';
  readonly label: string;
  readonly own: boolean;
  readonly reason: string;
}

/** One fact in a line or two. */
interface NoteBlock extends Numbered {
  readonly kind: 'note';
  readonly lines: readonly Line[];
}

/** What an agent's pane is made of, in time order. All texts are clean. */
export type Block = RoundBlock | ThinkingBlock | TextBlock | ToolBlock | AnswerBlock | VoteBlock | NoteBlock;

/** A block before its pane has given it a number. */
export type NewBlock = Block extends infer One ? (One extends Block ? Omit<One, 'id'> : never) : never;

/** Makes text from outside fit to be drawn; the engine's cleaning, handed in. */
export interface Cleaning {
  /** Text of several lines. */
  readonly prose: (text: string) => string;
  /** One line that a person decides by. */
  readonly name: (text: string) => string;
  /** For text that comes in pieces. */
  readonly stream: () => { push(chunk: string): string; end(): string };
}

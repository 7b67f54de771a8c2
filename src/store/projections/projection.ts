import type { CoordinationEvent, EventOf, EventType } from '../../coordination/events.ts';
import type { AgentCard } from '../../coordination/events/run.ts';
import type { AgentId } from '../../coordination/ids.ts';
import type { State } from '../../coordination/state.ts';
import type { Rotation } from '../files/rotate.ts';
import type { TextLogs } from '../run-context.ts';

/** What a projection is told of its attempt, and where its files go. */
export interface Attempt {
  /** The attempt's folder, absolute. */
  readonly dir: string;
  /** The log folder of the run, absolute. */
  readonly logDir: string;
  readonly sessionId: string;
  readonly turn: number;
  readonly attempt: number;
  /** In configuration order. */
  readonly agents: readonly AgentCard[];
  readonly pid: number;
  readonly textLogs: TextLogs;
  /** Files are made again from a finished log: also those that are otherwise written before their event. */
  readonly rebuilding: boolean;
  /** Folder or file name of an agent. */
  nameOf(agentId: AgentId): string;
  /** What the agent was sent in its newest round; empty when nobody noted it. */
  contextOf(agentId: AgentId): string;
  /** Milliseconds since the epoch; the time of the last event when files are rebuilt. */
  now(): number;
  /** Why the log takes no more events; null while it does. */
  logFailure(): string | null;
  readonly output: Output;
}

/** Where files go: paths are relative to the attempt's folder; secrets are masked on the way. */
export interface Output {
  /** Replaces a text file atomically, soon. The text is made when its turn comes; several calls may become one. */
  text(path: string, render: () => string): void;
  /** The same for a JSON file, indented by two. */
  json(path: string, render: () => unknown): void;
  /** Adds text to a file; a full one is rotated. */
  append(path: string, text: string, rotation?: Rotation): void;
  /** The next piece of a stream, masked also where a secret is cut by the border of two pieces. */
  piece(stream: string, text: string): string;
  link(path: string, target: string): void;
  /** A value as JSON, indented by two and masked, to stand within a text. */
  jsonText(value: unknown): string;
  /** At most `limit` characters of a text, masked before it is cut: half a key is a leak too. */
  preview(text: string, limit: number): string;
}

/** One kind of file made from the log: which events it reads, and what it writes at the end. */
export interface Projection {
  readonly on: { readonly [Type in EventType]?: (event: EventOf<Type>, state: State) => void };
  /** Called for every event that is not streamed text. */
  fact?(event: CoordinationEvent, state: State): void;
  /** Called a few times a second while things happen: a moment to hand on what was gathered. */
  tick?(): void;
  /** The attempt is over: the last version of its files. */
  finish?(state: State): void;
}

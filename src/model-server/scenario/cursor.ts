import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';

/** One mistake in a scenario, with its place: 1-based line and column, 0 where the file has no such place. */
export interface ScenarioProblem {
  readonly code: 'syntax' | 'unknown_key' | 'missing_key' | 'wrong_type' | 'wrong_value';
  /** e.g. `agents[0].turns[2].fault.after`; empty for the file itself. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type Path = readonly (string | number)[];

/** A value of the file together with its place; reading it wrong reports a problem instead of throwing. */
export interface Cursor {
  readonly value: unknown;
  readonly path: Path;
  /** Adds a problem at this place. Gives undefined, so that a reader can return it. */
  problem(code: ScenarioProblem['code'], message: string): undefined;
  at(key: string | number, value: unknown): Cursor;
}

// More aliases than any person writes; a document that needs more is an attack.
const MAX_ALIASES = 100;

/** Opens YAML or JSON text. Problems, of syntax and those reported later, are added to `problems`. */
export function openCursor(text: string, problems: ScenarioProblem[]): Cursor | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const add = (code: ScenarioProblem['code'], path: Path, offset: number | undefined, message: string): undefined => {
    const { line, col } = offset === undefined ? { line: 0, col: 0 } : lines.linePos(offset);
    problems.push({ code, path: pathText(path), line, column: col, message });
    return undefined;
  };
  for (const error of document.errors) add('syntax', [], error.pos[0], error.message);
  if (document.errors.length > 0) return undefined;
  let root: unknown;
  try {
    root = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return add('syntax', [], 0, error instanceof Error ? error.message : String(error));
  }
  const cursorAt = (path: Path, value: unknown): Cursor => ({
    path,
    value,
    problem: (code, message) => add(code, path, offsetOf(document, path), message),
    at: (key, inner) => cursorAt([...path, key], inner),
  });
  return cursorAt([], root);
}

/** Where a value begins; a missing one is placed at what should hold it. */
function offsetOf(document: Document, path: Path): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return Number(range[0]);
  }
  return undefined;
}

const pathText = (path: Path): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');

/** `demo.yaml:12:11  unknown_key  agents[0].turns[1].wen — …`, one line per problem. */
export const problemLine = (file: string, { line, column, code, path, message }: ScenarioProblem): string =>
  `${file}${line > 0 ? `:${line}:${column}` : ''}  ${code}  ${path === '' ? '' : `${path} — `}${message}`;

import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';

/** A mistake in a rubric; 1-based, 0 where the file has no such place. */
export interface RubricProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type Path = readonly (string | number)[];

/** A value of the file with its place: what reads it wrong says so there. */
export interface Place {
  readonly value: unknown;
  /** Gives undefined, so that a reader can return it. */
  problem(message: string): undefined;
  in(key: string | number, value: unknown): Place;
}

/** More than any person writes; a document that needs more is an attack. */
const MOST_ALIASES = 50;

/** The root of a YAML text. Problems, of syntax and those told later, are added to `problems`. */
export function openPlaces(text: string, problems: RubricProblem[]): Place | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const add = (offset: number | undefined, message: string): undefined => {
    const { line, col } = offset === undefined ? { line: 0, col: 0 } : lines.linePos(offset);
    problems.push({ line, column: col, message });
    return undefined;
  };
  for (const error of document.errors) add(error.pos[0], error.message.split('\n')[0] ?? '');
  if (document.errors.length > 0) return undefined;
  let root: unknown;
  try {
    root = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    return add(0, error instanceof Error ? error.message : String(error));
  }
  const place = (path: Path, value: unknown): Place => ({
    value,
    problem: (message) => add(offsetOf(document, path), `${pathText(path)}${message}`),
    in: (key, inner) => place([...path, key], inner),
  });
  return place([], root);
}

/** Where a value begins; a missing one is placed at what should hold it. */
function offsetOf(document: Document, path: Path): number | undefined {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return Number(range[0]);
  }
  return undefined;
}

const pathText = (path: Path): string => {
  const text = path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
  return text === '' ? '' : `${text}: `;
};

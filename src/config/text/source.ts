import type { Document } from 'yaml';
import { Lexer, LineCounter, parseDocument } from 'yaml';
import type { Diagnostic, SourceRange } from '../diagnostic.ts';
import { diagnostic } from '../diagnostic.ts';
import type { Path } from '../path.ts';
import type { Offsets } from './source-tree.ts';
import { composeTree } from './source-tree.ts';

/** Longest file that is read, in characters. The largest known configuration is a fiftieth of it. */
export const MAX_FILE_CHARACTERS = 1_048_576;

/** Most marks (words, brackets, line ends …) in a file; keeps a crafted one from occupying the parser for seconds. */
const MAX_TOKENS = 100_000;

/** Parser messages beyond this many are repeats of the same mistake. */
const MAX_SYNTAX_ERRORS = 20;

/** A parsed file: plain values, and where each of them stands. */
export interface Source {
  /** Maps, lists, texts, numbers, booleans, null; variables not yet filled in. */
  readonly tree: unknown;
  /** The place of a value, or of the nearest thing around it that exists; null when there is no text. */
  locate(path: Path, at?: 'key' | 'value'): SourceRange | null;
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces; YAML does not allow tabs there.',
  BAD_INDENT: 'Check the indentation of this line and the one above.',
  MULTIPLE_DOCS: 'Keep one document per file; remove the second "---".',
  MISSING_CHAR: 'Close the quotes or brackets that were opened.',
};

/** Text → tree and places, or what is wrong with the text. Never throws; time is bounded by `MAX_FILE_CHARACTERS`. */
export function readSource(
  text: string,
  file: string,
): { readonly source: Source | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const wholeFile = (code: string, message: string, suggestion: string) => ({
    source: undefined,
    diagnostics: [diagnostic(file, 'file', null, { code, severity: 'error', message, suggestion })],
  });
  if (text.length > MAX_FILE_CHARACTERS) {
    const size = `${(text.length / 1_048_576).toFixed(1)} MB`;
    return wholeFile(
      'CFG_FILE_TOO_LARGE',
      `the file has ${size}, more than the 1 MB a configuration may have`,
      'Check that this is the right file.',
    );
  }
  if (text.includes('\0')) {
    return wholeFile('CFG_FILE_NOT_TEXT', 'the file is not text', 'Check that this is the right file, saved as UTF-8.');
  }
  if (countTokens(text) > MAX_TOKENS) {
    return wholeFile(
      'CFG_FILE_TOO_LARGE',
      'the file has more lines and marks than a configuration may have',
      'Check that this is the right file.',
    );
  }
  const isJson = file.toLowerCase().endsWith('.json');
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      // Not 'silent': that hides a second document.
      logLevel: 'error',
      ...(isJson ? { version: '1.2', schema: 'json' } : { version: '1.1', merge: true }),
    });
  } catch {
    // The parser calls itself for each level; only absurd nesting exhausts the stack.
    return wholeFile('CFG_FILE_TOO_DEEP', 'the file nests too deeply', 'Check that this is the right file.');
  }
  const range = ([start, end]: Offsets): SourceRange => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(end, start));
    return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
  const exhausted = document.errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  if (exhausted !== undefined)
    return wholeFile('CFG_FILE_TOO_DEEP', 'the file nests too deeply', 'Check that this is the right file.');
  if (document.errors.length > 0) {
    return {
      source: undefined,
      diagnostics: document.errors.slice(0, MAX_SYNTAX_ERRORS).map((error) =>
        diagnostic(file, 'file', range(error.pos), {
          code: isJson ? 'CFG_JSON_SYNTAX' : 'CFG_YAML_SYNTAX',
          severity: 'error',
          message: `${isJson ? 'JSON' : 'YAML'} syntax: ${error.message}`,
          suggestion: WAYS_OUT[error.code] ?? null,
        }),
      ),
    };
  }
  const jsonMistake = isJson ? jsonSyntax(text) : null;
  if (jsonMistake !== null)
    return wholeFile(
      'CFG_JSON_SYNTAX',
      `JSON syntax: ${jsonMistake}`,
      'Comments and trailing commas are not JSON; name the file .yaml to use them.',
    );
  const composed = composeTree(document, isJson);
  const diagnostics = composed.findings.map(({ offsets, path, ...finding }) =>
    diagnostic(file, path, range(offsets), finding),
  );
  if (diagnostics.some(({ severity }) => severity === 'error')) return { source: undefined, diagnostics };
  return {
    source: { tree: composed.tree, locate: (path, at = 'value') => range(composed.locate(path, at)) },
    diagnostics,
  };
}

function countTokens(text: string): number {
  let count = 0;
  for (const _ of new Lexer().lex(text)) {
    count += 1;
    if (count > MAX_TOKENS) break;
  }
  return count;
}

function jsonSyntax(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'not JSON';
  }
}

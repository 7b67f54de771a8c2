import type { Document } from 'yaml';
import { Lexer, LineCounter, parseDocument } from 'yaml';
import type { Diagnostic, SourceRange } from '../diagnostic.ts';
import { diagnostic } from '../diagnostic.ts';
import type { Path } from '../path.ts';
import { findJsonMistake } from './json-mistake.ts';
import type { Offsets } from './source-tree.ts';
import { composeTree } from './source-tree.ts';
import { yamlMistakes } from './yaml-mistakes.ts';

/** Longest file that is read, in characters. The largest known configuration is a fiftieth of it. */
export const MAX_FILE_CHARACTERS = 1_048_576;

/** Most marks (words, brackets, line ends …) in a file; keeps a crafted one from occupying the parser for seconds. */
const MAX_TOKENS = 100_000;

/** A parsed file: plain values, and where each of them stands. */
export interface Source {
  /** Maps, lists, texts, numbers, booleans, null; variables not yet filled in. */
  readonly tree: unknown;
  /** The place of a value, or of the nearest thing around it that exists; null when there is no text. */
  locate(path: Path, at?: 'key' | 'value'): SourceRange | null;
  /** A value as it is written: `2.0`, `*alias`. Empty when there is no text. */
  textAt(path: Path): string;
}

type Read = { readonly source: Source | undefined; readonly diagnostics: readonly Diagnostic[] };

/** Text → tree and places, or what is wrong with the text. Never throws; time is bounded by `MAX_FILE_CHARACTERS`. */
export function readSource(text: string, file: string): Read {
  const unfit = findUnfit(text);
  if (unfit !== null) return refused(file, unfit);
  const isJson = file.toLowerCase().endsWith('.json');
  const bare = text.replace(/^\uFEFF/, '');
  const normal = isJson ? bare : asYaml11(bare);
  const rangeOf = rangesIn(normal);
  const refuseAt = (offsets: Offsets, mistake: Omit<Unfit, 'code'>): Diagnostic =>
    diagnostic(file, 'file', rangeOf(offsets), {
      code: isJson ? 'CFG_JSON_SYNTAX' : 'CFG_YAML_SYNTAX',
      severity: 'error',
      ...mistake,
      message: `${isJson ? 'JSON' : 'YAML'} syntax: ${mistake.message}`,
    });
  const mistake = isJson ? findJsonMistake(normal) : findUnprintable(normal);
  if (mistake !== null) {
    const { offset, message } = mistake;
    const suggestion = isJson
      ? 'Comments and trailing commas are not JSON; name the file .yaml to use them.'
      : 'Remove it, or write it as an escape in double quotes.';
    return { source: undefined, diagnostics: [refuseAt([offset, offset + 1], { message, suggestion })] };
  }
  const document = parse(normal, isJson);
  if (document === null) return refused(file, TOO_DEEP);
  if (document.errors.length > 0) {
    const mistakes = yamlMistakes(document.errors, normal);
    return { source: undefined, diagnostics: mistakes.map(({ offsets, ...found }) => refuseAt(offsets, found)) };
  }
  const composed = composeTree(document, isJson);
  // What cannot be read concerns the file as a whole, as in MassGen, where it stops the parser.
  const diagnostics = composed.findings.map(({ offsets, path, ...finding }) =>
    diagnostic(file, finding.severity === 'error' ? 'file' : path, rangeOf(offsets), finding),
  );
  if (diagnostics.some(({ severity }) => severity === 'error')) return { source: undefined, diagnostics };
  return {
    source: {
      tree: composed.tree,
      locate: (path, at = 'value') => rangeOf(composed.locate(path, at)),
      textAt: (path) => normal.slice(...composed.locate(path, 'value')),
    },
    diagnostics,
  };
}

interface Unfit {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string | null;
}

const TOO_DEEP: Unfit = {
  code: 'CFG_FILE_TOO_DEEP',
  message: 'the file nests too deeply',
  suggestion: 'Check that this is the right file.',
};

const refused = (file: string, unfit: Unfit): Read => ({
  source: undefined,
  diagnostics: [diagnostic(file, 'file', null, { severity: 'error', ...unfit })],
});

/** Why a text is not even parsed. */
function findUnfit(text: string): Unfit | null {
  const suggestion = 'Check that this is the right file.';
  if (text.length > MAX_FILE_CHARACTERS) {
    const size = `${(text.length / 1_048_576).toFixed(1)} MB`;
    const message = `the file has ${size}, more than the 1 MB a configuration may have`;
    return { code: 'CFG_FILE_TOO_LARGE', message, suggestion };
  }
  if (text.includes('\0')) {
    return {
      code: 'CFG_FILE_NOT_TEXT',
      message: 'the file is not text',
      suggestion: 'Check that this is the right file, saved as UTF-8.',
    };
  }
  if (countTokens(text) <= MAX_TOKENS) return null;
  const message = 'the file has more lines and marks than a configuration may have';
  return { code: 'CFG_FILE_TOO_LARGE', message, suggestion };
}

function countTokens(text: string): number {
  let count = 0;
  for (const _ of new Lexer().lex(text)) {
    count += 1;
    if (count > MAX_TOKENS) break;
  }
  return count;
}

/**
 * A lone carriage return ends a line, and a `%YAML 1.2` at the top does not change what `on` means: so it is with MassGen's
 * parser. As long as before, so that every place stays.
 */
const asYaml11 = (text: string): string =>
  text.replaceAll(/\r(?!\n)/g, '\n').replace(/^((?:[ \t\r]*(?:#[^\n]*)?\n)*)%(?=YAML[ \t])/, '$1#');

/** What YAML has no place for in a text: control characters, and halves of characters. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

function findUnprintable(text: string): { readonly offset: number; readonly message: string } | null {
  const offset = text.search(UNPRINTABLE);
  if (offset < 0) return null;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return { offset, message: `the character U+${code} must not stand in a text` };
}

/** Null for a text whose nesting exhausts the parser: it calls itself for each level. */
function parse(text: string, isJson: boolean): Document.Parsed | null {
  try {
    const document = parseDocument(text, {
      prettyErrors: false,
      uniqueKeys: false,
      // Not 'silent': that hides a second document.
      logLevel: 'error',
      ...(isJson ? { version: '1.2', schema: 'json' } : { version: '1.1', merge: true }),
    });
    return document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION') ? null : document;
  } catch {
    return null;
  }
}

/** Offsets → lines and columns of a text. */
function rangesIn(text: string): (offsets: Offsets) => SourceRange {
  const lines = new LineCounter();
  for (let start = 0; start >= 0;) {
    lines.addNewLine(start);
    const end = text.indexOf('\n', start);
    start = end < 0 ? -1 : end + 1;
  }
  return ([start, end]) => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(end, start));
    return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
}

import type { TapeCommand, TapeError, ParsedTape, ParseOptions, PortabilityNote } from '../tape.ts';
import { extensionOf } from '../output-kind.ts';
import type { Cursor } from './cursor.ts';

const DEEPEST_SOURCE = 8;
/** A tape that sources two files twice each, eight deep, is small on disk and endless in memory. */
const MOST_SOURCES = 1000;

export interface SourceContext {
  readonly extended: boolean;
  readonly environment: ((name: string) => string | undefined) | undefined;
  readonly readSource: NonNullable<ParseOptions['readSource']>;
  /** The files that are being read, outermost first, without the tape itself. */
  readonly open: readonly string[];
  /** Shared by the whole tape. */
  readonly counter: { sources: number };
}

/** Reads the tape in the file; the parser, handed in to keep the imports in one direction. */
export type ParsePart = (source: string, context: SourceContext) => ParsedTape;

export interface Sourced {
  readonly raw: ParsedTape['raw'];
  /** Undefined when the command failed: it keeps its place as one that does nothing. */
  readonly commands: readonly TapeCommand[] | undefined;
}

const FAILED: Sourced = { raw: [['Source', '', '']], commands: undefined };

const samePath = (path: string): string => path.replace(/^(\.\/+)+/, '');

function problemBefore(path: string, context: SourceContext): string | null {
  if (extensionOf(path) !== '.tape') return 'Expected file with .tape extension';
  if (!context.extended) return null;
  if (context.open.includes(samePath(path))) return `${path} sources itself`;
  if (context.open.length >= DEEPEST_SOURCE) return `Source goes deeper than ${DEEPEST_SOURCE} files`;
  return context.counter.sources >= MOST_SOURCES ? `more than ${MOST_SOURCES} sourced files` : null;
}

/** Outputs stay behind, so that a shared part does not write over the files of the tape that uses it. */
const isOutput = (command: TapeCommand): boolean =>
  command.type === 'output' || (command.type === 'directive' && command.directive.name === 'output');

/**
 * `Source path.tape`: the commands of another tape in place of this one. VHS refuses a nested `Source`; extended mode follows
 * up to eight, each file at most once in a chain. Errors inside are counted, and in extended mode listed too.
 */
export function readSource(cursor: Cursor, context: SourceContext, parsePart: ParsePart): Sourced {
  const { ahead } = cursor;
  if (ahead.kind !== 'string') {
    cursor.failAtPath('Expected path after Source');
    cursor.advance();
    return FAILED;
  }
  cursor.advance();
  const path = ahead.literal;
  const problem = problemBefore(path, context);
  if (problem !== null) {
    cursor.fail(ahead, problem);
    return FAILED;
  }
  context.counter.sources += 1;
  const text = context.readSource(path, context.open.at(-1));
  if (typeof text === 'object') {
    cursor.fail(ahead, `Source tape: ${path} ${text.problem}`);
    return FAILED;
  }
  if (text === undefined || text === '') {
    cursor.fail(ahead, text === undefined ? `File ${path} not found` : `Source tape: ${path} is empty`);
    return FAILED;
  }
  if (context.open.length > 0) cursor.note(ahead, 'VHS refuses a Source inside a sourced tape');
  const inner = { ...context, open: [...context.open, samePath(path)] };
  // Without files to read, every nested `Source` of a strict tape shows up in the list.
  const part = parsePart(text, context.extended ? inner : { ...inner, readSource: () => undefined });
  if (!context.extended && part.raw.some(([type]) => type === 'Source')) {
    cursor.fail(ahead, 'Nested Source detected');
    return FAILED;
  }
  if (part.errors.length > 0) {
    cursor.fail(ahead, `${path} has ${part.errors.length} errors`);
    if (context.extended) cursor.errors.push(...limit(part.errors));
    return FAILED;
  }
  cursor.notes.push(...limit(part.notes));
  cursor.warnings.push(...limit(part.warnings ?? []));
  return {
    raw: part.raw.filter(([type]) => type !== 'Output'),
    commands: part.commands.filter((command) => !isOutput(command)),
  };
}

/** Nested files would repeat each other's findings without end; nobody reads past the first hundred of a file. */
const limit = <Finding extends TapeError | PortabilityNote>(findings: readonly Finding[]): readonly Finding[] =>
  findings.slice(0, 100);

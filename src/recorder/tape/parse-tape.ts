import { Cursor } from './read/cursor.ts';
import { readCommand } from './read/read-command.ts';
import { readDirective } from './read/read-directive.ts';
import { readSource } from './read/read-source.ts';
import type { SourceContext } from './read/read-source.ts';
import { ILLEGAL } from './read/reading.ts';
import { noteHeader } from './read/note-header.ts';
import type { ParsedTape, ParseOptions, TapeCommand } from './tape.ts';
import { checkVhsOnly, withoutVhsOnly } from './vhs-only.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Editors on Windows write it; the reference takes it for three illegal commands. Blanks keep the columns true. */
function withoutByteOrderMark(source: Uint8Array): Uint8Array {
  if (!BYTE_ORDER_MARK.every((byte, index) => source[index] === byte)) return source;
  const copy = source.slice();
  copy.fill(0x20, 0, BYTE_ORDER_MARK.length);
  return copy;
}

function parsePart(source: Uint8Array, context: SourceContext): ParsedTape {
  const { extended, environment } = context;
  const bytes = extended ? withoutByteOrderMark(source) : source;
  const cursor = new Cursor(bytes, { extended, file: context.open.at(-1), environment });
  const commands: TapeCommand[] = [];
  const raw: ParsedTape['raw'][number][] = [];
  for (; cursor.current.kind !== 'end'; cursor.advance()) {
    const first = cursor.current;
    if (first.kind === 'comment') {
      const directive = extended ? readDirective(cursor) : undefined;
      if (directive !== undefined) commands.push(directive);
      continue;
    }
    const at = cursor.spanOf(first);
    const errorsBefore = cursor.errors.length;
    if (first.kind === 'keyword' && first.literal === 'Source') {
      const sourced = readSource(cursor, context, (text, inner) => parsePart(encode(text), inner));
      raw.push(...sourced.raw);
      commands.push(...(sourced.commands ?? [{ at, ...ILLEGAL }]));
      continue;
    }
    const reading = readCommand(cursor);
    raw.push(reading.raw);
    commands.push({ at, ...(cursor.errors.length > errorsBefore ? ILLEGAL : reading.body) });
  }
  // The reference stops here in silence, however much follows.
  if (cursor.current.start < bytes.length) cursor.failExtended(cursor.current, 'a NUL byte ends the tape here');
  cursor.errors.push(...checkVhsOnly(commands));
  const { errors, notes, warnings } = cursor;
  return { commands, errors, notes, ...(warnings.length === 0 ? {} : { warnings }), raw };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Reads a whole tape (`recording.md` §2). Never throws, whatever the bytes are: errors stand beside everything that could be
 * read. `strict` is the pinned VHS to the letter; `extended`, the default, also knows our keys, settings, output kinds and
 * directives, looks at values that VHS would only fail on later, and says in `notes` what VHS would read differently.
 * A string is read as its UTF-8 bytes.
 */
export function parseTape(source: string | Uint8Array, options: ParseOptions = {}): ParsedTape {
  const extended = options.mode !== 'strict';
  const readFile = options.readSource ?? (() => undefined);
  const bytes = typeof source === 'string' ? encode(source) : source;
  const { environment } = options;
  const parsed = parsePart(bytes, { extended, environment, readSource: readFile, open: [], counter: { sources: 0 } });
  return extended ? { ...parsed, notes: [...parsed.notes, ...noteHeader(withoutVhsOnly(parsed.commands))] } : parsed;
}

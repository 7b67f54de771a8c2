import type { TypedStep } from './typed-step.ts';

export interface LiveTape {
  readonly steps: readonly TypedStep[];
  readonly columns: number;
  readonly rows: number;
  /** A shell by its name in `Set Shell`, or a program with its arguments. */
  readonly shell: string | null;
  readonly program: readonly string[] | null;
  /** The film the tape asks for. */
  readonly output: string;
}

const WITHHELD = '# Something was typed here that the screen did not show. If the tape needs it: Type "…"';
/** Of a shell: it would leave the film with nothing to look at. */
const FAREWELLS = new Set(['exit', 'logout']);

/** The tape as text. It parses without errors, whatever was typed. */
export function writeLiveTape(tape: LiveTape): string {
  const merged = mergeSteps(tape.program === null ? withoutFarewell(tape.steps) : tape.steps);
  const body = merged.flatMap(linesOf);
  const lines = [
    '# Typed by hand, recorded by massgen record live.',
    `Output ${quoted(tape.output) ?? 'recording.gif'}`,
    ...(tape.shell === null || tape.program !== null ? [] : [`Set Shell ${tape.shell}`]),
    `# massgen: size ${tape.columns}x${tape.rows}`,
    ...(tape.program === null ? [] : [execLine(tape.program)]),
    '',
    ...body,
  ];
  return `${lines.join('\n')}\n`;
}

/** Joins what belongs together: letters to a text, equal lines to one with a count, pauses. */
function mergeSteps(steps: readonly TypedStep[]): readonly (TypedStep & { readonly count: number })[] {
  const merged: (TypedStep & { readonly count: number })[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    if (step.type === 'text' && last?.type === 'text') merged.splice(-1, 1, { ...last, text: last.text + step.text });
    else if (step.type === 'pause' && last?.type === 'pause') merged.splice(-1, 1, { ...last, ms: last.ms + step.ms });
    else if (step.type === 'withheld' && last?.type === 'withheld') continue;
    else if (step.type === 'line' && last?.type === 'line' && step.line === last.line)
      merged.splice(-1, 1, { ...last, count: last.count + 1 });
    else merged.push({ ...step, count: 1 });
  }
  return merged;
}

/** A final `exit` with its Enter, or Ctrl+D. */
function withoutFarewell(steps: readonly TypedStep[]): readonly TypedStep[] {
  const end = steps.findLastIndex(({ type }) => type !== 'pause');
  const last = steps[end];
  if (last?.type !== 'line') return steps;
  if (last.line === 'Ctrl+D') return steps.slice(0, end);
  if (last.line !== 'Enter') return steps;
  let start = end;
  let text = '';
  for (; start > 0 && steps[start - 1]?.type === 'text'; start -= 1) {
    const step = steps[start - 1];
    if (step?.type === 'text') text = step.text + text;
  }
  return FAREWELLS.has(text.trim()) ? steps.slice(0, start) : steps;
}

function linesOf(step: TypedStep & { readonly count: number }): readonly string[] {
  switch (step.type) {
    case 'text':
      return typeLines(step.text);
    case 'pause':
      return [`Sleep ${timeOf(step.ms)}`];
    case 'withheld':
      return [WITHHELD];
    case 'line':
      return counted(step.line, step.count);
  }
}

/** VHS counts plain keys only. A wheel counts its notches. */
function counted(line: string, count: number): readonly string[] {
  if (count === 1) return [line];
  if (/^[A-Z][A-Za-z]+$/.test(line)) return [`${line} ${count}`];
  const wheel = /^(# massgen: mouse wheel \S+ [+-])1$/.exec(line);
  return wheel === null ? Array.from({ length: count }, () => line) : [`${wheel[1] ?? ''}${count}`];
}

/** Tenths of seconds are as exact as a pause of a person. */
const timeOf = (ms: number): string => {
  const tenths = Math.round(ms / 100);
  return tenths < 10 ? `${tenths * 100}ms` : `${tenths / 10}s`;
};

const QUOTES = ['"', "'", '`'] as const;

const quoted = (text: string): string | null => {
  const quote = QUOTES.find((mark) => !text.includes(mark));
  return quote === undefined || text.includes('\n') ? null : quote + text + quote;
};

/** Strings of a tape have no escapes: a text with all three kinds of quotes is typed in parts. */
function typeLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== '';) {
    const ends = QUOTES.map((mark) => (rest.includes(mark) ? rest.indexOf(mark) : rest.length));
    const length = Math.max(...ends);
    const quote = QUOTES[ends.indexOf(length)] ?? '"';
    lines.push(`Type ${quote}${rest.slice(0, length)}${quote}`);
    rest = rest.slice(length);
  }
  return lines;
}

function execLine(program: readonly string[]): string {
  if (program.some((word) => /[\n\r]/.test(word)))
    return '# The program had line ends in its arguments; name it here: exec …';
  return `# massgen: exec ${program.map(execWord).join(' ')}`;
}

/** As in a shell, pieces that touch are one word. */
function execWord(word: string): string {
  if (word !== '' && !/[\s"'`]/.test(word)) return word;
  if (word === '') return '""';
  let written = '';
  for (let rest = word; rest !== '';) {
    const ends = QUOTES.map((mark) => (rest.includes(mark) ? rest.indexOf(mark) : rest.length));
    const length = Math.max(...ends);
    const quote = QUOTES[ends.indexOf(length)] ?? '"';
    written += quote + rest.slice(0, length) + quote;
    rest = rest.slice(length);
  }
  return written;
}

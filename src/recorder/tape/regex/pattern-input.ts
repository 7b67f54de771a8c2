/** Ends the reading of a pattern; caught where the reading began, never seen outside. */
export class PatternRefused extends Error {
  override readonly name = 'PatternRefused';
}

/** The pattern, read a code point at a time. */
export class PatternInput {
  readonly source: string;
  position = 0;
  #absentFrom = Infinity;

  constructor(source: string) {
    this.source = source;
  }

  get isDone(): boolean {
    return this.position >= this.source.length;
  }

  /** Whether the text stands next. */
  isAhead(text: string): boolean {
    return this.source.startsWith(text, this.position);
  }

  skip(text: string): boolean {
    const found = this.isAhead(text);
    if (found) this.position += text.length;
    return found;
  }

  /** The next character, empty at the end. */
  peek(): string {
    const point = this.source.codePointAt(this.position);
    return point === undefined ? '' : String.fromCodePoint(point);
  }

  take(): string {
    const character = this.peek();
    this.position += character.length;
    return character;
  }

  /** Where the text stands next, or -1. Ask for one text only: that there is none is remembered. */
  find(text: string, from: number): number {
    if (from >= this.#absentFrom) return -1;
    const found = this.source.indexOf(text, from);
    if (found === -1) this.#absentFrom = from;
    return found;
  }

  /** Takes what the pattern matches here; null when it does not. The pattern must be sticky. */
  match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.position;
    const found = sticky.exec(this.source);
    if (found !== null) this.position += found[0].length;
    return found;
  }

  since(start: number): string {
    return this.source.slice(start, this.position);
  }

  refuse(message: string): never {
    throw new PatternRefused(message);
  }
}

/** A line that is neither an event nor a torn end. */
export class EventLogCorrupt extends Error {
  override readonly name = 'EventLogCorrupt';
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  constructor(path: string, line: number, problem: string, cause?: unknown) {
    super(`${path}:${line} ${problem}`, { cause });
    this.path = path;
    this.line = line;
  }
}

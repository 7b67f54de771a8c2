/** What the commands of `massgen record` need of the process. */
export interface RecordIo {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly home: string;
  /** Both ends are a terminal. */
  readonly hasTerminal: boolean;
  /** What is printed goes to a terminal, which would obey what it is shown. Default: it does not. */
  readonly outIsTerminal?: boolean;
  readonly version: string;
  readonly signal: AbortSignal;
}

/** The variables that are set: what a program that is started can be given. */
export const recordedEnvironment = ({ env }: Pick<RecordIo, 'env'>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { spawnSync } from 'node:child_process';
import type { Figure } from './figure.ts';

const TAPES = resolve(import.meta.dirname, '../../shared/fixtures/tapes');
const MAIN = resolve(import.meta.dirname, '../src/main.ts');
/** The reference tells a bad pattern in the words of its own engine; what stands before them is the same. */
const OWN_WORDS = /(error parsing regexp).*$/s;

interface Answer {
  readonly commands: readonly (readonly string[])[];
  readonly errors: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(TAPES, name), 'utf8'));

/** What `massgen record validate --json --strict` says of each file, in their order. */
function validate(paths: readonly string[], cwd: string): readonly Answer[] {
  const words = [MAIN, 'record', 'validate', '--json', '--strict', ...paths];
  const { stdout } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

/** A message without what each engine says in its own words. */
const comparable = ({ commands, errors }: Answer): Answer => ({
  commands,
  errors: errors.map(({ line, column, message }) => ({ line, column, message: message.replace(OWN_WORDS, '$1') })),
});

function figure(name: string, expected: readonly Answer[], given: readonly Answer[]): Figure {
  const alike = expected.filter((answer, index) => {
    const ours = given[index];
    return ours !== undefined && isDeepStrictEqual(comparable(answer), comparable(ours));
  });
  const note = `of ${expected.length}: commands, errors, lines and byte columns as the reference parser gives them`;
  return {
    name,
    unit: 'tapes',
    ours: alike.length,
    reference: null,
    ratio: null,
    bound: expected.length,
    atLeast: true,
    note,
  };
}

const absent = (name: string, bound: number): Figure => ({
  name,
  unit: 'tapes',
  ours: 0,
  reference: null,
  ratio: null,
  bound: null,
  note: `absent: the fixtures that hold the ${bound} answers of the reference parser are not beside this folder`,
});

/** Whether tapes are read as VHS reads them: through the command line, from files. */
export function recorderTapesBench(): Promise<readonly Figure[]> {
  const [examples, grammar] = ['tapes of the VHS repository, parsed', 'grammar corners, parsed'];
  if (!existsSync(TAPES)) return Promise.resolve([absent(examples, 53), absent(grammar, 102)]);
  const tapes = readJson('expected-parse.json') as Record<string, Answer>;
  const cases = readJson('grammar-cases.json') as readonly (Answer & { readonly tape: string })[];
  const folder = mkdtempSync(join(tmpdir(), 'massgen-tapes-'));
  try {
    const names = cases.map(({ tape }, index) => {
      writeFileSync(join(folder, `${index}.tape`), tape);
      return `${index}.tape`;
    });
    return Promise.resolve([
      figure(examples, Object.values(tapes), validate(Object.keys(tapes), TAPES)),
      figure(grammar, cases, validate(names, folder)),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

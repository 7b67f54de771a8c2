import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseWireCase } from '../../model-server/wire-case.ts';
import { playCase } from './wire-player.ts';

const USAGE = 'usage: wire FILE… [--slice BYTES]   plays recorded exchanges, one JSON line each';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The words of the command line, or a sentence about what is wrong with them. */
function readArguments(words: readonly string[]): { files: readonly string[]; slice: number | undefined } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { slice: { type: 'string' } },
    });
    if (positionals.length === 0) return USAGE;
    const slice = values.slice === undefined ? undefined : Number(values.slice);
    if (slice !== undefined && !(Number.isInteger(slice) && slice > 0)) return '--slice takes a number of bytes from 1';
    return { files: positionals, slice };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

/** Plays the files in order; the exit code is 1 when one of them could not be read. */
async function main(words: readonly string[]): Promise<number> {
  const given = readArguments(words);
  if (typeof given === 'string') {
    say(given);
    return 1;
  }
  const { signal } = new AbortController();
  let exitCode = 0;
  for (const file of given.files) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => error);
    const parsed = typeof text === 'string' ? parseWireCase(text) : null;
    if (parsed?.ok === true) {
      for await (const line of playCase(parsed.value, given.slice, signal)) {
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
    } else {
      say(`${file}: ${parsed === null ? String(text) : parsed.error}`);
      exitCode = 1;
    }
  }
  return exitCode;
}

process.exitCode = await main(process.argv.slice(2));

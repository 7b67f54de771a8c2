import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { systemCode } from '../shared/system-code.ts';
import { parseWireCase } from './wire-case.ts';
import type { WireCase } from './wire-case.ts';

/** What a recorder stored, ready to be played. */
export interface LoadedCases {
  /** For clients without an agent of their own: the first case. */
  readonly main: WireCase;
  /** By file name without `.json`, which is `caseName` of the agent. */
  readonly agentCases: ReadonlyMap<string, WireCase>;
}

/** Reads one case file, or every one of a folder. The failure is a sentence that names the file. */
export async function loadCases(path: string): Promise<Result<LoadedCases, string>> {
  const agentCases = new Map<string, WireCase>();
  try {
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder ? (await readdir(path)).filter((name) => name.endsWith('.json')).toSorted() : [''];
    for (const name of names) {
      const file = isFolder ? join(path, name) : path;
      const parsed = parseWireCase(await readFile(file, 'utf8'));
      if (!parsed.ok) return fail(`${file}: ${parsed.error}`);
      agentCases.set(basename(file, '.json'), parsed.value);
    }
  } catch (error) {
    return fail(`${path}: cannot be read (${systemCode(error) ?? 'unknown'})`);
  }
  const [main] = agentCases.values();
  return main === undefined ? fail(`${path}: no case file (.json) in the folder`) : ok({ main, agentCases });
}

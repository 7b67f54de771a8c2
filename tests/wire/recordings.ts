import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseWireCase } from '../../src/model-server/wire-case.ts';
import type { WireCase } from '../../src/model-server/wire-case.ts';

const FOLDER = resolve(import.meta.dirname, '../../../shared/fixtures/wire');

/** The recordings lie beside the checkout, not in it. */
export const HAS_RECORDINGS = existsSync(join(FOLDER, 'expected.json'));

/** Every case by its name, e.g. `openai/chat-text`. */
export function recordedCases(): ReadonlyMap<string, WireCase> {
  const cases = new Map<string, WireCase>();
  if (!HAS_RECORDINGS) return cases;
  for (const folder of ['openai', 'anthropic', 'google', 'compat', 'mixed', 'constructed']) {
    for (const file of readdirSync(join(FOLDER, folder))) {
      const parsed = parseWireCase(readFileSync(join(FOLDER, folder, file), 'utf8'));
      if (!parsed.ok) throw new Error(`${folder}/${file}: ${parsed.error}`);
      cases.set(`${folder}/${file.replace(/\.json$/, '')}`, parsed.value);
    }
  }
  return cases;
}

export function recordedCase(name: string): WireCase {
  const found = recordedCases().get(name);
  if (found === undefined) throw new Error(`no recording named ${name}`);
  return found;
}

/** What the official SDKs made of one exchange. Texts over 160 characters are cut and end in dots. */
export interface Expected {
  readonly api: string;
  readonly text?: string;
  readonly finish?: string | null;
  readonly stop?: string;
  readonly status?: string;
  readonly calls?: readonly {
    readonly name: string;
    readonly arguments?: unknown;
    readonly input?: unknown;
    readonly args?: unknown;
  }[];
  readonly usage?: Readonly<Record<string, number>>;
  readonly error?: { readonly status?: number };
}

export function expectedOutcomes(): Readonly<Record<string, readonly Expected[]>> {
  if (!HAS_RECORDINGS) return {};
  return JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<string, readonly Expected[]>;
}

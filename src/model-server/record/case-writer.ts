import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caseName } from '../wire-case.ts';
import type { WireCase, WireExchange } from '../wire-case.ts';
import { systemCode } from '../../shared/system-code.ts';

/** Keeps one case file per agent up to date. A file that already exists is never touched: a new name is taken. */
export interface CaseWriter {
  /** `order` is the number of the request: exchanges are stored in the order in which they began. */
  add(agentId: string, order: number, exchange: WireExchange): Promise<void>;
  readonly files: readonly string[];
}

interface OpenCase {
  readonly file: string;
  readonly name: string;
  exchanges: { readonly order: number; readonly exchange: WireExchange }[];
}

export function createCaseWriter(directory: string): CaseWriter {
  const cases = new Map<string, Promise<OpenCase>>();
  const files: string[] = [];
  // One write at a time, so that an older state never replaces a newer one.
  let lastWrite: Promise<void> = Promise.resolve();

  async function openCase(agentId: string): Promise<OpenCase> {
    const name = caseName(agentId);
    for (let copy = 1; ; copy++) {
      const file = join(directory, `${name}${copy === 1 ? '' : `-${copy}`}.json`);
      try {
        await (await open(file, 'wx')).close();
        files.push(file);
        return { file, name, exchanges: [] };
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
      }
    }
  }

  async function write({ file, name, exchanges }: OpenCase): Promise<void> {
    const wireCase: WireCase = {
      case: name,
      note: 'recorded by massgen model-server',
      authenticity: 'recorded',
      origin: null,
      exchanges: exchanges.map(({ exchange }) => exchange),
    };
    await writeFile(`${file}.tmp`, `${JSON.stringify(wireCase, null, 1)}\n`);
    await rename(`${file}.tmp`, file);
  }

  return {
    files,
    async add(agentId, order, exchange) {
      const opening = cases.get(agentId) ?? openCase(agentId);
      cases.set(agentId, opening);
      const one = await opening;
      one.exchanges = [...one.exchanges, { order, exchange }].toSorted((left, right) => left.order - right.order);
      const writing = lastWrite.then(() => write(one));
      lastWrite = writing.catch(() => undefined); // the caller hears of it; the next write is another attempt
      await writing;
    },
  };
}

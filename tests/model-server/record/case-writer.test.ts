import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaseWriter } from '../../../src/model-server/record/case-writer.ts';
import { caseName, parseWireCase } from '../../../src/model-server/wire-case.ts';
import type { WireExchange } from '../../../src/model-server/wire-case.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'massgen-cases-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const exchange = (text: string): WireExchange => ({ request: null, response: { status: 200, headers: {}, text } });

async function textsIn(file: string): Promise<readonly unknown[]> {
  const parsed = parseWireCase(await readFile(join(folder, file), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value.exchanges.map(({ response }) => response.text);
}

test('exchanges are stored in the order in which they began, not in which they ended', async () => {
  const writer = createCaseWriter(folder);
  await Promise.all([3, 1, 2].map((order) => writer.add('ann', order, exchange(`number ${order}`))));
  expect(await textsIn('ann.json')).toEqual(['number 1', 'number 2', 'number 3']);
  expect(await readdir(folder)).toEqual(['ann.json']);
});

test('after every exchange the file is whole', async () => {
  const writer = createCaseWriter(folder);
  for (const order of [1, 2, 3]) {
    await writer.add('ann', order, exchange(String(order)));
    expect(await textsIn('ann.json')).toHaveLength(order);
  }
});

test('ids that are no file names stay inside the folder', async () => {
  const writer = createCaseWriter(folder);
  for (const agentId of ['../up', 'a/b', '', '.']) await writer.add(agentId, 1, exchange(agentId));
  expect((await readdir(folder)).toSorted()).toEqual(['_.json', '___up.json', 'a_b.json', 'default.json']);
  expect(writer.files).toHaveLength(4);
});

test.each([
  ['agent_1', 'agent_1'],
  ['Agent-B', 'Agent-B'],
  ['größe', 'gr__e'],
  ['a b.c', 'a_b_c'],
  ['', 'default'],
])('the case of %s is called %s', (agentId, name) => {
  expect(caseName(agentId)).toBe(name);
});

test('a folder that is gone is told to the caller, and the next agent is tried again', async () => {
  const writer = createCaseWriter(folder);
  await writer.add('ann', 1, exchange('kept'));
  await rm(folder, { recursive: true });
  await expect(writer.add('ann', 2, exchange('lost'))).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(writer.add('ben', 3, exchange('lost'))).rejects.toMatchObject({ code: 'ENOENT' });
});

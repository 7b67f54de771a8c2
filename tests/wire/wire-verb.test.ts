import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spoken } from '../providers/fault-server.ts';

const VERB = resolve(import.meta.dirname, '../../src/cli/verbs/wire-play.ts');

interface Ran {
  readonly code: number;
  readonly lines: readonly unknown[];
  readonly stderr: string;
}

const wire = (...words: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    execFile(process.execPath, [VERB, ...words], (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '');
      done({
        code: typeof error?.code === 'number' ? error.code : 0,
        lines: lines.map((line) => JSON.parse(line)),
        stderr,
      });
    });
  });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wire-verb-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function caseFile(name: string, exchanges: readonly unknown[]): Promise<string> {
  const path = join(folder, `${name}.json`);
  await writeFile(path, JSON.stringify({ case: `own/${name}`, exchanges }));
  return path;
}

test('every exchange becomes one line, also those a run never has', async () => {
  const { opening, end } = spoken('anthropic-messages', 'Hi.');
  const headers = { 'content-type': 'text/event-stream' };
  const path = await caseFile('three', [
    {
      request: null,
      response: { status: 200, headers, sse: `${opening}${end}`.split('\n\n').slice(0, -1), eol: '\n' },
    },
    {
      request: { method: 'GET', host: 'api.anthropic.com', path: '/v1/models', headers: {}, body: null },
      response: { status: 200, headers: {}, json: { data: [] } },
    },
    {
      request: {
        method: 'POST',
        host: 'api.groq.com',
        path: '/openai/v1/chat/completions',
        headers: {},
        body: { model: 'm' },
      },
      response: { status: 429, headers: { 'retry-after': '3' }, json: { error: { message: 'Slow down' } } },
    },
  ]);
  const { code, lines, stderr } = await wire(path, '--slice', '5');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(lines).toEqual([
    { case: 'own/three', exchange: 0, api: 'messages', text: 'Hi.', calls: [], finish: 'end_turn', usage: { in: 3 } },
    { case: 'own/three', exchange: 1, api: 'an_models', skipped: expect.any(String) as unknown },
    {
      case: 'own/three',
      exchange: 2,
      api: 'chat',
      error: { class: 'transient', status: 429, message: expect.stringContaining('Slow down') as unknown },
    },
  ]);
});

test('a file that is no recording is named, and the others are still played', async () => {
  const bad = join(folder, 'bad.json');
  await writeFile(bad, '{');
  const good = await caseFile('one', [{ request: null, response: { status: 500, headers: {}, text: 'oops' } }]);
  const { code, lines, stderr } = await wire(join(folder, 'missing.json'), bad, good);
  expect(code).toBe(1);
  expect(stderr).toMatch(/missing\.json[\s\S]*bad\.json: not JSON/);
  expect(lines).toMatchObject([{ case: 'own/one', error: { class: 'transient', status: 500 } }]);
});

test.each([[[]], [['x.json', '--slice', '0']], [['x.json', '--slices', '3']]])(
  'without a proper command line (%j) it says how it is used',
  async (words) => {
    const { code, lines, stderr } = await wire(...words);
    expect([code, lines]).toEqual([1, []]);
    expect(stderr).toMatch(/usage: wire|--slice takes/);
    expect(stderr).not.toContain('    at ');
  },
);

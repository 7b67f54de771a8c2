import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runModelServer } from '../../../src/cli/verbs/model-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'massgen-verb-'));
  const scenario = 'agents: [{ agent: any, turns: [{ say: Hello from the file. }] }]';
  await writeFile(join(folder, 'good.yaml'), scenario);
  await writeFile(join(folder, 'bad.yaml'), 'agents:\n  - agent: 1\n    trns: []\n');
  const exchange = { request: null, response: { status: 203, headers: {}, text: 'as recorded' } };
  await writeFile(join(folder, 'case.json'), JSON.stringify({ case: 'c', exchanges: [exchange] }));
  await writeFile(join(folder, 'broken.json'), '{');
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly baseUrl: Promise<string>;
  readonly exit: Promise<number>;
  readonly errors: readonly string[];
  readonly lines: readonly string[];
  stop(): void;
}

function run(...argv: readonly string[]): Run {
  const stop = new AbortController();
  const first = Promise.withResolvers<string>();
  const lines: string[] = [];
  const errors: string[] = [];
  const out = (line: string): void => {
    lines.push(line);
    first.resolve(line);
  };
  const exit = runModelServer(argv, { out, error: (line) => errors.push(line), signal: stop.signal });
  return { baseUrl: first.promise, exit, errors, lines, stop: () => stop.abort() };
}

test('a scenario is served until the signal, after one line with the base URL', async () => {
  const verb = run('--scenario', join(folder, 'good.yaml'));
  const baseUrl = await verb.baseUrl;
  expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const answer = await fetch(`${baseUrl}/agents/x/v1/messages`, { method: 'POST', body: '{"model":"m"}' });
  expect(await answer.text()).toContain('Hello from the file.');
  verb.stop();
  expect(await verb.exit).toBe(0);
  expect(verb.lines).toEqual([baseUrl]);
  await expect(fetch(baseUrl)).rejects.toThrow('fetch failed');
});

test('the built-in scenarios go by their names', async () => {
  const verb = run('--scenario', 'rehearsal', '--port', '0');
  const answer = await fetch(`${await verb.baseUrl}/v1/models`);
  expect(await answer.text()).toContain('rehearsal-model');
  verb.stop();
  expect(await verb.exit).toBe(0);
});

test('a recorded case is replayed', async () => {
  const verb = run('--replay', join(folder, 'case.json'), '--slice', '1');
  const answer = await fetch(await verb.baseUrl);
  expect([answer.status, await answer.text()]).toEqual([203, 'as recorded']);
  verb.stop();
  expect(await verb.exit).toBe(0);
});

test('what passes a recorder lands in a file, and is said without the key', async () => {
  const upstream = run('--replay', join(folder, 'case.json'));
  const out = join(folder, 'recorded');
  const recorder = run('--record', '--upstream', await upstream.baseUrl, '--out', out);
  const headers = { authorization: 'Bearer a-secret-key' };
  const url = `${await recorder.baseUrl}/agents/ann/v1/responses`;
  expect(await (await fetch(url, { method: 'POST', headers, body: '{}' })).text()).toBe('as recorded');
  recorder.stop();
  upstream.stop();
  expect(await Promise.all([recorder.exit, upstream.exit])).toEqual([0, 0]);
  expect(await readdir(out)).toEqual(['ann.json']);
  expect(recorder.errors).toEqual(['stored exchange 1 of ann']);
});

test('a taken port is named', async () => {
  const first = run('--scenario', 'demo');
  const { port } = new URL(await first.baseUrl);
  const second = run('--scenario', 'demo', '--port', port);
  expect(await second.exit).toBe(1);
  expect(second.errors).toEqual([`model-server: port ${port} of 127.0.0.1 cannot be opened (EADDRINUSE)`]);
  first.stop();
  expect(await first.exit).toBe(0);
});

test('help goes to the output and ends well', async () => {
  const verb = run('--help');
  expect(await verb.exit).toBe(0);
  expect(verb.lines[0]).toContain('massgen model-server --scenario FILE');
});

test.each([
  [[], 2, 'exactly one of --scenario, --replay and --record'],
  [['--scenario', 'a', '--record'], 2, 'exactly one of --scenario, --replay and --record'],
  [['--scenaro', 'a'], 2, "Unknown option '--scenaro'"],
  [['extra'], 2, 'Unexpected argument'],
  [['--scenario', 'demo', '--port', '70000'], 2, '--port 70000: expected a number up to 65535'],
  [['--replay', 'x', '--slice', '0'], 2, '--slice 0: expected a number'],
  [['--record'], 2, '--record needs --upstream'],
  [['--record', '--upstream', 'opnai'], 2, 'upstream opnai: expected openai, anthropic, google'],
  [['--scenario', 'nowhere.yaml'], 1, 'nowhere.yaml  syntax  the file cannot be read (ENOENT)'],
  [['--replay', 'nowhere.json'], 1, 'ENOENT'],
] as const)('the arguments %j end with code %s and a reason', async (argv, code, reason) => {
  const verb = run(...argv);
  expect(await verb.exit).toBe(code);
  expect(verb.errors.join('\n')).toContain(reason);
  expect(verb.lines).toEqual([]);
});

test('mistakes in a scenario or a case are told with their place', async () => {
  const bad = run('--scenario', join(folder, 'bad.yaml'));
  const broken = run('--replay', join(folder, 'broken.json'));
  expect(await Promise.all([bad.exit, broken.exit])).toEqual([1, 1]);
  expect(bad.errors[0]).toMatch(/bad\.yaml:3:11 {2}unknown_key {2}agents\[0\]\.trns — did you mean "turns"\?/);
  expect(broken.errors[0]).toContain('broken.json: not JSON');
});

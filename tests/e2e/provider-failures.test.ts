import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

const KEY = 'sk-test-0123456789abcdef';

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** What breaks, and what a person must find in the message: the place, the cause, and what to do about it. */
const FAULTS: readonly (readonly [title: string, fault: string, message: RegExp])[] = [
  [
    'a refused key',
    '{ kind: status, status: 401, message: Incorrect API key provided, code: invalid_api_key }',
    /key/i,
  ],
  ['a forbidden model', '{ kind: status, status: 403, message: no access }', /403|access|permission/i],
  ['a model that does not exist', '{ kind: status, status: 404, message: model not found }', /404|not found/i],
  ['a spent budget', '{ kind: status, status: 429, message: quota exceeded, code: insufficient_quota }', /quota/i],
  ['a rate limit that does not end', '{ kind: status, status: 429, headers: { retry-after: "0" } }', /rate limit|429/i],
  ['a server error', '{ kind: status, status: 500 }', /500|server/i],
  ['an overloaded server', '{ kind: status, status: 529 }', /overloaded|529/i],
  ['an HTML error page', '{ kind: html, status: 502 }', /502|server/i],
  ['a connection cut before the answer', '{ kind: reset }', /connection|network/i],
  ['a connection cut inside the answer', '{ kind: reset, after: 2 }', /connection|interrupted|stream|network/i],
  ['a stream that ends too early', '{ kind: end, after: 2 }', /end|interrupted|complete/i],
  ['an event that is no JSON', '{ kind: malformed, after: 1 }', /JSON|malformed|unreadable|event/i],
  ['an error inside the stream', '{ kind: error_event, after: 1, status: 503 }', /overloaded|503|server/i],
];

describe.each(['openai', 'chatcompletion', 'claude', 'gemini'] as const)('with %s', (backend) => {
  test.concurrent.each(FAULTS)(
    '%s ends the run with a reason, exit code 2 and no key in any file',
    async (_title, fault, message) => {
      using folder = scratch();
      await using server = await playScenario(
        `name: broken\nagents:\n  - agent: any\n    turns:\n      - fault: ${fault}\n        say: [{ text: Never to be read to its end by anybody at all. }]\n`,
        ['solo'],
      );
      const config = writeTeam(folder.path, server, { solo: backend });
      const { code, stdout, stderr } = await runMassgen(['--automation', '--config', config, 'Why?'], {
        cwd: folder.path,
      });
      expect({ code, stderr }).toMatchObject({ code: 2 });
      expect(stdout).toMatch(/^EXIT: 2 error$/m);
      expect(stdout).not.toMatch(/^WINNER:/m);
      const reason = stderr.split('\n').find((line) => line.startsWith('✗ solo'));
      expect(reason).toMatch(message);
      expect(stderr).not.toMatch(/\n {4}at /); // no stack trace
      expect(stdout + stderr).not.toContain(KEY);
      const status = JSON.parse(readFileSync(/^STATUS: (.+)$/m.exec(stdout)?.[1] ?? '', 'utf8')) as Record<
        string,
        unknown
      >;
      expect(status).toMatchObject({ finish_reason: 'error', is_complete: true });
      const withKey = filesUnder(join(folder.path, '.massgen')).filter((path) =>
        readFileSync(path, 'utf8').includes(KEY),
      );
      expect(withKey).toEqual([]);
    },
  );
});

test('one failing agent does not keep the others from answering, and is named', async () => {
  using folder = scratch();
  await using server = await playScenario(
    scenarioOf(
      `  - agent: bad\n    turns:\n      - fault: { kind: status, status: 401 }\n        say: [{ text: Never. }]`,
    ),
    ['bad', 'good'],
  );
  const config = writeTeam(folder.path, server, { bad: 'claude', good: 'chatcompletion' });
  const { code, stdout, stderr } = await runMassgen(['--automation', '--config', config, 'Why?'], { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/^WINNER: good$/m);
  expect(stderr).toMatch(/^✗ bad /m);
});

test('a host that refuses connections is named with its address', async () => {
  using folder = scratch();
  const nowhere = { agentBaseUrl: () => 'http://127.0.0.1:9/v1' }; // the discard port: nothing listens
  const config = writeTeam(folder.path, nowhere, { solo: 'chatcompletion' });
  const { code, stdout, stderr } = await runMassgen(['--automation', '--config', config, 'Why?'], { cwd: folder.path });
  expect(code).toBe(2);
  expect(stderr).toMatch(/✗ solo .*127\.0\.0\.1:9/);
  expect(stdout).toMatch(/^EXIT: 2 error$/m);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';

const TEAM = `agent:
  id: a
  backend: { type: openai, model: m, cwd: w }
orchestrator:
  snapshot_storage: snaps
  context_paths:
    - path: here
    - path: "@examples/demo"
    - path: nowhere
`;

test('what this machine lacks is listed apart and changes nothing else', async () => {
  using folder = scratch();
  mkdirSync(join(folder.path, 'here'));
  writeFileSync(join(folder.path, 'team.yaml'), TEAM);
  const json = await runMassgen(['--validate', 'team.yaml', '--strict', '--json'], { cwd: folder.path });
  expect(json).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(json.stdout)).toMatchObject({
    valid: true,
    errors: [],
    warnings: [],
    environment: [
      {
        code: 'CFG_CONTEXT_PATH_MISSING',
        location: 'orchestrator.context_paths[2]',
        line: 9,
        message: 'not found: nowhere',
      },
      { code: 'CFG_WORKSPACE_PLACES', location: 'agent.backend.cwd', line: 3 },
    ],
  });
  const text = await runMassgen(['--validate', 'team.yaml'], { cwd: folder.path });
  expect(text).toMatchObject({ code: 0, stdout: '✅ Configuration is valid\n' });
  expect(text.stderr).toContain('❌ [orchestrator.context_paths[2]] not found: nowhere');
});

test('a file cannot speak to the terminal', async () => {
  using folder = scratch();
  writeFileSync(
    join(folder.path, 'team.yaml'),
    'agents:\n  - id: a\n    backend: {type: openai}\n"\\e[31mred\\n❌ [x] forged": 1\n',
  );
  const { stdout, stderr } = await runMassgen(['--validate', 'team.yaml'], { cwd: folder.path });
  expect(stdout).toContain('[\\u001b[31mred\\u000a❌ [x] forged] unknown key');
  expect(stdout + stderr).not.toContain('\u001b');
});

test('bytes that are no UTF-8 are told with their place', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'team.yaml'), Buffer.from('agents:\n  - id: caf\u00e9\n', 'latin1'));
  const { code, stdout } = await runMassgen(['--validate', 'team.yaml', '--json'], { cwd: folder.path });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ errors: [{ code: 'CFG_FILE_NOT_TEXT', line: 2, column: 12 }] });
});

import { describe, expect, test } from 'vitest';
import { relocateFolder, relocatePaths, relocateWorkspace } from '../../src/config/relocate.ts';
import { configOf } from './parse.ts';

describe('folders of a run', () => {
  test.each([
    ['snapshots', '.massgen/snapshots'],
    ['./snapshots/', '.massgen/snapshots'],
    ['.massgen/snapshots', '.massgen/snapshots'],
    ['.massgenic', '.massgen/.massgenic'],
    ['/abs/snapshots', '/abs/snapshots'],
    ['C:\\work', 'C:\\work'],
  ])('%s lies at %s', (path, expected) => expect(relocateFolder(path)).toBe(expected));
});

describe('a workspace', () => {
  test.each([
    ['workspace', '.massgen/workspaces/workspace_ab'],
    ['workspace1', '.massgen/workspaces/workspace_ab'],
    ['team/workspace12', '.massgen/workspaces/team/workspace_ab'],
    ['myworkspace1', '.massgen/workspaces/myworkspace1_ab'],
    ['.massgen/workspaces/x', '.massgen/workspaces/x_ab'],
    ['/abs/project', '/abs/project_ab'],
  ])('%s lies at %s', (cwd, expected) => expect(relocateWorkspace(cwd, 'ab')).toBe(expected));

  test('is distinct for agents that name the same one, and ${cwd} is the final path', () => {
    const config = configOf(`agents:
  - {id: a, backend: {type: openai, cwd: workspace, mcp_servers: {s: {command: npx, args: ["\${cwd}/x"]}}, extra_body: {root: "\${cwd}"}}}
  - {id: b, backend: {type: openai, cwd: workspace}}
  - {id: c, backend: {type: openai, shared_tools_directory: "\${cwd}"}}
orchestrator: {snapshot_storage: snap, agent_temporary_workspace: /tmp/x}
`);
    const { agents, orchestrator } = relocatePaths(config, (index) => `s${index}`);
    expect(agents.map(({ backend }) => backend.cwd)).toEqual([
      '.massgen/workspaces/workspace_s0',
      '.massgen/workspaces/workspace_s1',
      null,
    ]);
    expect(agents[0]?.backend.mcp_servers[0]?.args).toEqual(['.massgen/workspaces/workspace_s0/x']);
    expect(agents[0]?.backend.params).toEqual({ extra_body: { root: '.massgen/workspaces/workspace_s0' } });
    expect(agents[2]?.backend.shared_tools_directory).toBe('${cwd}');
    expect(orchestrator).toMatchObject({ snapshot_storage: '.massgen/snap', agent_temporary_workspace: '/tmp/x' });
    expect(config.agents[0]?.backend.cwd).toBe('workspace');
  });
});

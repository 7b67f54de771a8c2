import { describe, expect, test } from 'vitest';
import { agentWith, parse } from './parse.ts';

const findings = (server: string) =>
  parse(agentWith(`mcp_servers: {s: ${server}}`)).diagnostics.map(
    ({ severity, path, message }) => `${severity} ${path.replace('agents[0].backend.mcp_servers.s', '@')}: ${message}`,
  );

describe('a tool server', () => {
  test.each([
    ['{command: npx, args: [-y, server]}'],
    ['{type: stdio, command: /usr/bin/python3.12, args: [server.py]}'],
    ['{command: [uvx, thing]}'],
    ['{args: [x]}'],
    ['{command: fastmcp, env: {TOKEN: "${TOKEN}", PLAIN: "a&b"}}'],
    ['{command: git, security: {level: moderate}}'],
    ['{command: curl, security: {level: permissive}}'],
    ['{command: my-server, security: {allowed_executables: [my-server]}}'],
    ['{type: streamable-http, url: "https://example.com/mcp", timeout: 300}'],
    ['{type: streamable-http, url: "http://localhost:8000/mcp", security: {allow_localhost: true}}'],
    ['{type: streamable-http, url: "http://10.0.0.8/mcp", security: {allow_private_ips: true}}'],
    ['{type: streamable-http, url: "${MCP_URL}"}'],
    ['{type: streamable-http, url: "https://10.example.com/mcp"}'],
    ['{type: streamable-http, url: "https://127.example.com/mcp"}'],
    ['{command: npx, timeout: 600, http_read_timeout: 0}'],
  ])('%s is valid', (server) => expect(findings(server)).toEqual([]));

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['{type: sse, url: "https://x.y"}', /^error @\.type: the transport "sse" was removed/],
    ['{type: [stdio], command: npx}', /^error @\.type: must be text, not a list/],
    ['{command: npx, security: {level: [strict]}}', /^warning @\.security\.level: must be text, not a list/],
    ['{type: streamable-http, url: "https://a.b", timeout: soon}', /^error @\.timeout: must be a number, not "soon"/],
    ['{command: "npx (x)"}', /^error @\.command: holds characters of a shell/],
    ['{command: "npx x..y"}', /^error @\.command: must not contain "\.\."/],
    ['{type: pigeon}', /^error @\.type: must be "stdio" or "streamable-http"/],
    ['{}', /^error @: a "stdio" server needs "command"/],
    ['{command: "npx; rm -rf /"}', /^error @\.command: holds characters of a shell/],
    ['{command: "$(evil)"}', /^error @\.command: holds characters of a shell/],
    ['{command: ../bin/node}', /^error @\.command: must not contain "\.\."/],
    ['{command: evil}', /^error @\.command: "evil" is not among the programs/],
    ['{command: git}', /^error @\.command: "git" is not among the programs/],
    [`{command: ${'x'.repeat(1001)}}`, /^error @\.command: longer than 1000/],
    ['{command: 7}', /^error @\.command: must be text, or a list, not 7/],
    ['{command: npx, args: x}', /^error @\.args: must be a list/],
    ['{command: npx, args: [1]}', /^error @\.args\[0\]: must be text/],
    [`{command: npx, args: [${'x,'.repeat(51)}]}`, /^error @\.args: more than 50/],
    [`{command: npx, args: [${'x'.repeat(501)}]}`, /^error @\.args\[0\]: longer than 500/],
    ['{command: npx, env: {LD_PRELOAD: x}}', /^error @\.env\.LD_PRELOAD: this variable may not be set/],
    ['{command: npx, env: {A: "$(id)"}}', /^error @\.env\.A: may use "\$\{NAME\}" only/],
    ['{command: npx, env: {A: "`id`"}}', /^error @\.env\.A: may use "\$\{NAME\}" only/],
    ['{command: npx, env: {A: "${B:+c}"}}', /^error @\.env\.A: may use "\$\{NAME\}" only/],
    [`{command: npx, env: {A: ${'x'.repeat(1001)}}}`, /^error @\.env\.A: longer than 1000/],
    ['{command: npx, env: []}', /^error @\.env: must be a map/],
    ['{command: npx, cwd: ../x}', /^error @\.cwd: must not contain/],
    ['{type: streamable-http}', /^error @: a "streamable-http" server needs "url"/],
    ['{type: streamable-http, url: "ftp://x.y"}', /^error @\.url: "ftp:\/\/x\.y" is no http or https address/],
    ['{type: streamable-http, url: nonsense}', /^error @\.url: "nonsense" is no http/],
    [`{type: streamable-http, url: "https://x.y/${'z'.repeat(2048)}"}`, /^error @\.url: longer than 2048/],
    ['{type: streamable-http, url: "http://127.0.0.1/mcp"}', /^error @\.url: "127\.0\.0\.1" is this machine/],
    ['{type: streamable-http, url: "http://[::1]/mcp"}', /^error @\.url: "\[::1\]" is this machine/],
    [
      '{type: streamable-http, url: "http://[::ffff:127.0.0.1]/mcp"}',
      /^error @\.url: "\[::ffff:7f00:1\]" is this machine/,
    ],
    ['{type: streamable-http, url: "http://[::ffff:10.1.2.3]/"}', /^error @\.url: "\[::ffff:a01:203\]" is a private/],
    ['{type: streamable-http, url: "http://172.16.0.1/mcp"}', /^error @\.url: "172\.16\.0\.1" is a private address/],
    ['{type: streamable-http, url: "http://192.168.1.1/mcp"}', /^error @\.url: "192\.168\.1\.1" is a private address/],
    ['{type: streamable-http, url: "http://x.y:6379"}', /^error @\.url: port 6379 belongs to another service/],
    [
      '{type: streamable-http, url: "https://a.b", security: {allowed_hostnames: [c.d]}}',
      /^error @\.url: the host "a\.b" is not in/,
    ],
    [
      '{type: streamable-http, url: "https://a.b", timeout: 301}',
      /^error @\.timeout: must be a number above 0 and up to 300/,
    ],
    [
      '{type: streamable-http, url: "https://a.b", http_read_timeout: 0}',
      /^error @\.http_read_timeout: must be a number above 0/,
    ],
    [
      `{type: streamable-http, url: "https://a.b", headers: {${'h'.repeat(101)}: x}}`,
      /^error @\.headers\.h+: the name may have 100/,
    ],
    ['text', /^error @: must be a map of keys/],
    [
      '{command: npx, security: {level: extreme}}',
      /^warning @\.security\.level: the security level "extreme" means "strict"/,
    ],
  ];
  test.each(mistakes.map(([server, finding]) => [server.slice(0, 60), server, finding] as const))(
    '%s is told',
    (_title, server, finding) => {
      expect(findings(server)).toEqual([expect.stringMatching(finding)]);
    },
  );

  test('security level "high" is noticed, not warned of', () => {
    const parsed = parse(agentWith('mcp_servers: {s: {command: npx, security: {level: high}}}'));
    expect(parsed.diagnostics).toEqual([]);
    expect(parsed.notices.map(({ code }) => code)).toContain('CFG_MCP_LEVEL');
  });

  test('in a list needs a name of its own', () => {
    const parsed = parse(
      agentWith(
        'mcp_servers: [{command: npx}, {name: "a b", command: npx}, {name: c, command: npx}, {name: c, command: npx}, text]',
      ),
    );
    expect(
      parsed.diagnostics.map(({ path, message }) => `${path.replace('agents[0].backend.mcp_servers', '@')} ${message}`),
    ).toEqual([
      '@[0] "name" is missing',
      '@[4] must be a map of keys, not "text"',
      '@[1].name the name "a b" may have letters, digits, "_" and "-", at most 100',
      '@[3].name another server is named "c"',
    ]);
  });
});

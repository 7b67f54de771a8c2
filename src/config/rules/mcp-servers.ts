import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';
import { isRawMap, show } from '../reader.ts';
import { checkMcpUrl } from './mcp-url.ts';

const LIMITS = {
  name: 100,
  command: 1000,
  argument: 500,
  arguments: 50,
  variable: 100,
  value: 1000,
  header: 100,
  cwd: 500,
  seconds: 300,
} as const;

const STRICT = [
  'python',
  'python3',
  'py',
  'uv',
  'uvx',
  'pip',
  'pipx',
  'poetry',
  'node',
  'npm',
  'npx',
  'yarn',
  'pnpm',
  'bun',
  'bunx',
  'deno',
  'java',
  'ruby',
  'go',
  'rust',
  'cargo',
  'fastmcp',
  'docker',
  'sh',
  'bash',
  'zsh',
  'fish',
  'dash',
  'ksh',
  'cmd',
  'powershell',
  'pwsh',
] as const;
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  strict: STRICT,
  moderate: [...STRICT, 'git', 'nodejs'],
  permissive: [...STRICT, 'git', 'nodejs', 'curl', 'wget'],
};

const SHELL_MARKS = /[;&|`$()<>\n\r]/;
/** Variables that make a program load other code. */
const DANGEROUS_VARIABLES =
  /^(?:LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|DYLD_.*|PYTHONSTARTUP|PYTHONINSPECT|NODE_OPTIONS|BASH_ENV|ENV|IFS|PERL5OPT|RUBYOPT)$/;
const PLAIN_REFERENCE = /\$\{[A-Za-z_][A-Za-z0-9_]*\}/g;

/** Tool servers of one backend (`config.md` §8.3); each mistake is told, not only the first. */
export function checkMcpServers(raw: unknown, path: Path, reader: Reader): void {
  if (typeof raw !== 'object' || raw === null) return;
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(raw)
    ? [...raw.entries()]
    : Object.entries(raw);
  const seen = new Set<unknown>();
  for (const [position, server] of entries) {
    if (!isRawMap(server)) continue;
    const name = server['name'] ?? (typeof position === 'string' ? position : undefined);
    const here = [...path, position];
    if (typeof name === 'string' && seen.has(name))
      say(reader, [...here, 'name'], `another server is named ${show(name)}`, 'Give each server its own name.');
    seen.add(name);
    checkServer(server, name, here, reader);
  }
}

const say = (reader: Reader, path: Path, message: string, suggestion: string | null = null): void =>
  reader.report(path, { code: 'CFG_MCP_SERVER', severity: 'error', message, suggestion });

function checkServer(server: RawMap, name: unknown, path: Path, reader: Reader): void {
  if (typeof name === 'string' && (!/^[A-Za-z0-9_-]+$/.test(name) || name.length > LIMITS.name)) {
    say(
      reader,
      [...path, 'name'],
      `the name ${show(name)} may have letters, digits, "_" and "-", at most ${LIMITS.name}`,
    );
  }
  const security = isRawMap(server['security']) ? server['security'] : {};
  const level = readLevel(security['level'], [...path, 'security', 'level'], reader);
  const type = server['type'] ?? 'stdio';
  if (type === 'sse') say(reader, [...path, 'type'], 'the transport "sse" was removed', 'Use "streamable-http".');
  else if (type === 'stdio') checkProgram(server, level, security, path, reader);
  else if (type === 'streamable-http') {
    checkMcpUrl(server['url'], security, path, reader);
    checkTimeouts(server, path, reader);
  } else if (typeof type === 'string')
    say(reader, [...path, 'type'], `must be "stdio" or "streamable-http", not ${show(type)}`);
  checkTexts(server, path, reader);
}

/** The two times of a connection; a `stdio` server has none, and MassGen does not look at them there. */
function checkTimeouts(server: RawMap, path: Path, reader: Reader): void {
  for (const name of ['timeout', 'http_read_timeout']) {
    const seconds = server[name];
    if (typeof seconds !== 'number' || (seconds > 0 && seconds <= LIMITS.seconds)) continue;
    const message = `must be a number above 0 and up to ${LIMITS.seconds}, not ${show(seconds)}`;
    reader.report([...path, name], { code: 'CFG_OUT_OF_RANGE', severity: 'error', message });
  }
}

function readLevel(level: unknown, path: Path, reader: Reader): string {
  // What is no text is told by its field.
  if (typeof level !== 'string') return 'strict';
  if (Object.hasOwn(LEVELS, level)) return level;
  const message = `the security level ${show(level)} means "strict"`;
  const severity = level === 'high' ? 'note' : 'warning';
  reader.report(path, { code: 'CFG_MCP_LEVEL', severity, message, suggestion: 'Use strict, moderate or permissive.' });
  return 'strict';
}

function checkProgram(server: RawMap, level: string, security: RawMap, path: Path, reader: Reader): void {
  const { command, args } = server as RawMap & Record<'command' | 'args', unknown>;
  const words = Array.isArray(command)
    ? command.filter((word) => typeof word === 'string')
    : typeof command === 'string'
      ? command.trim().split(/\s+/)
      : [];
  const here = [...path, 'command'];
  if (command !== undefined && command !== null && typeof command !== 'string' && !Array.isArray(command)) return;
  if (words.length === 0 || words[0] === '') {
    if (!Array.isArray(args) || args.length === 0) {
      say(reader, path, 'a "stdio" server needs "command"', 'Add "command:" with the program to start.');
    }
    return;
  }
  const whole = words.join(' ');
  if (whole.length > LIMITS.command) {
    say(reader, here, `longer than ${LIMITS.command} characters`);
    return;
  }
  if (SHELL_MARKS.test(whole)) {
    say(reader, here, 'holds characters of a shell, but no shell runs it', 'Put the arguments under "args:".');
    return;
  }
  if (whole.includes('..')) {
    say(reader, here, 'must not contain ".."', 'Use an absolute path.');
  }
  const program = (words[0] ?? '').replace(/^.*[\\/]/, '').replace(/\.(?:exe|cmd|bat)$/i, '');
  const plain = program.toLowerCase().replace(/^(python|pip)[\d.]+$/, '$1');
  const own = Array.isArray(security['allowed_executables']) ? security['allowed_executables'] : [];
  if (!LEVELS[level]?.includes(plain) && !own.includes(program)) {
    say(
      reader,
      here,
      `${show(program)} is not among the programs of security level "${level}"`,
      `Add it to "security.allowed_executables" if you trust it.`,
    );
  }
}

function checkTexts(server: RawMap, path: Path, reader: Reader): void {
  const { args, cwd } = server as RawMap & Record<'args' | 'cwd', unknown>;
  if (Array.isArray(args)) {
    if (args.length > LIMITS.arguments) say(reader, [...path, 'args'], `more than ${LIMITS.arguments} arguments`);
    for (const [index, argument] of args.entries()) {
      if (typeof argument === 'string' && argument.length > LIMITS.argument)
        say(reader, [...path, 'args', index], `longer than ${LIMITS.argument} characters`);
    }
  }
  if (typeof cwd === 'string' && (cwd.length > LIMITS.cwd || cwd.includes('..'))) {
    say(reader, [...path, 'cwd'], `must not contain ".." nor more than ${LIMITS.cwd} characters`);
  }
  for (const [name, value] of Object.entries(isRawMap(server['env']) ? server['env'] : {})) {
    const here = [...path, 'env', name];
    if (name.length > LIMITS.variable || DANGEROUS_VARIABLES.test(name))
      say(reader, here, 'this variable may not be set for a server');
    if (typeof value !== 'string') continue;
    if (value.length > LIMITS.value) say(reader, here, `longer than ${LIMITS.value} characters`);
    if (/[`]|\$\(/.test(value) || value.replaceAll(PLAIN_REFERENCE, '').includes('${')) {
      say(reader, here, 'may use "${NAME}" only, no command substitution', 'Set the variable outside and refer to it.');
    }
  }
  for (const [name, value] of Object.entries(isRawMap(server['headers']) ? server['headers'] : {})) {
    if (name.length > LIMITS.header || (typeof value === 'string' && value.length > LIMITS.value)) {
      say(
        reader,
        [...path, 'headers', name.slice(0, LIMITS.header)],
        `the name may have ${LIMITS.header} characters, the value ${LIMITS.value}`,
      );
    }
  }
}

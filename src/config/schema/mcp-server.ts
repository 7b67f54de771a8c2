import {
  BOOLEAN,
  PATH,
  TEXT,
  TEXTS,
  URL_TEXT,
  block,
  blockOf,
  either,
  key,
  namedListOf,
  number,
  oneOf,
  recordOf,
} from './field.ts';

const ENVIRONMENT = block('mcp_servers[].security.env', 'Which variables a server gets.', {
  level: key(TEXT, { since: '≤12', doc: '`strict`, `moderate` or `permissive`.' }),
  mode: key(oneOf(['denylist', 'allowlist']), { since: '≤12', default: 'denylist', doc: 'What the two lists mean.' }),
  allowed_vars: key(TEXTS, { since: '≤12', default: [], doc: 'Variables that are passed on.' }),
  denied_vars: key(TEXTS, { since: '≤12', default: [], doc: 'Variables that are not.' }),
});

const SECURITY = block('mcp_servers[].security', 'What a server may run and reach.', {
  level: key(TEXT, {
    since: '≤12',
    default: 'strict',
    doc: '`strict`, `moderate` or `permissive`; any other word means `strict`.',
  }),
  allow_localhost: key(BOOLEAN, { since: '≤12', default: false, doc: 'Allow addresses of this machine.' }),
  allow_private_ips: key(BOOLEAN, { since: '≤12', default: false, doc: 'Allow private networks.' }),
  resolve_dns: key(BOOLEAN, { since: '≤12', default: false, doc: 'Resolve host names before judging them.' }),
  allowed_hostnames: key(TEXTS, { since: '≤12', default: [], doc: 'Hosts that are always allowed.' }),
  allowed_executables: key(TEXTS, { since: '≤12', default: [], doc: 'Programs that are always allowed.' }),
  env: key(blockOf(ENVIRONMENT), { since: '≤12', default: {}, doc: 'Which variables a server gets.' }),
});

/** Keys of an MCP server. What must hold between them is in `rules/mcp-servers.ts`. */
const MCP_SERVER = block('mcp_servers[]', 'A tool server; in map form the key is its name.', {
  name: key(TEXT, {
    since: '≤12',
    required: true,
    wrong: 'error',
    doc: 'Letters, digits, `_`, `-`; unique per agent.',
  }),
  type: key(TEXT, { since: '≤12', wrong: 'error', default: 'stdio', doc: '`stdio` or `streamable-http`.' }),
  command: key(either(TEXT, TEXTS), { since: '≤12', wrong: 'error', doc: 'Program of a `stdio` server.' }),
  args: key(TEXTS, { since: '≤12', default: [], wrong: 'error', doc: 'Its arguments.' }),
  env: key(recordOf(TEXT), {
    since: '≤12',
    default: {},
    wrong: 'error',
    doc: 'Its environment; `${NAME}` is filled in.',
  }),
  cwd: key(PATH, { since: '≤12', wrong: 'error', doc: 'Its working directory.' }),
  url: key(URL_TEXT, { since: '≤12', wrong: 'error', doc: 'Address of a `streamable-http` server.' }),
  headers: key(recordOf(TEXT), {
    since: '≤12',
    default: {},
    wrong: 'error',
    doc: 'HTTP headers; `${NAME}` is filled in.',
  }),
  timeout: key(number(), { since: '≤12', wrong: 'error', doc: 'Seconds to connect (HTTP), up to 300.' }),
  http_read_timeout: key(number(), {
    since: '≤12',
    wrong: 'error',
    doc: 'Seconds to wait for an answer (HTTP), up to 300.',
  }),
  allowed_tools: key(TEXTS, { since: '≤12', wrong: 'error', doc: 'Offer only these tools.' }),
  exclude_tools: key(TEXTS, { since: '≤12', wrong: 'error', doc: 'Do not offer these tools.' }),
  description: key(TEXT, { since: '41', doc: 'What the server is for.' }),
  security: key(blockOf(SECURITY), { since: '≤12', default: {}, doc: 'Security policy.' }),
  defer_loading: key(BOOLEAN, { since: '0.1.18', doc: "Leave the tools to Claude's tool search." }),
});
export const MCP_SERVERS = namedListOf(MCP_SERVER);

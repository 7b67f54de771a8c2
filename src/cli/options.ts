/**
 * Every option of the main command: the parser, `--help` and the reference page are made from this table.
 * `later` options are MassGen's, known but not performed by this version: they are refused by name, never ignored.
 */
export const OPTIONS = {
  config: {
    value: 'FILE',
    group: 'run',
    help: 'configuration: a path, a name in ~/.config/massgen/agents, or @examples/NAME',
  },
  backend: { value: 'TYPE', group: 'run', help: 'quick run with one agent of this backend type' },
  model: {
    value: 'NAME',
    group: 'run',
    help: 'quick run with this model; its backend is inferred when --backend is absent',
  },
  'system-message': { value: 'TEXT', group: 'run', help: 'system message of a quick run' },
  'base-url': { value: 'URL', group: 'run', help: 'endpoint of a quick run' },
  'orchestrator-timeout': {
    value: 'SECONDS',
    group: 'run',
    help: 'deadline of the whole turn; wins over the file (default 1800)',
  },
  'single-agent': { value: 'ID', group: 'run', help: 'keep only this agent of the configuration (default: the first)' },
  'coordination-mode': {
    value: 'MODE',
    group: 'run',
    help: 'parallel (vote) or decomposition (each agent its own part)',
  },
  quick: { value: null, group: 'run', help: 'one answer each, one vote; several agents: one combines the answers' },
  'rate-limit': { value: null, group: 'run', help: 'pace round starts by the providers’ request limits' },
  seed: { value: 'NUMBER', group: 'run', help: 'seed of everything random in the run (default: drawn and logged)' },
  demo: { value: null, group: 'run', help: 'three agents on a built-in question; no key, no network' },
  rehearse: { value: null, group: 'run', help: 'run any configuration against the built-in model server; no key' },
  replay: { value: 'LOGDIR', group: 'run', help: 'show a finished run again from its log folder; nothing is asked' },
  'replay-speed': {
    value: 'NUMBER',
    group: 'run',
    help: 'with --replay: so many times as fast (default 1; plain text comes at once)',
  },
  'strict-features': {
    value: null,
    group: 'run',
    help: 'refuse to start when the configuration asks for something not performed',
  },
  'skip-validation': {
    value: null,
    group: 'run',
    help: 'start although the configuration has errors that can be survived',
  },
  'strict-validation': { value: null, group: 'run', help: 'treat configuration warnings as errors' },

  automation: { value: null, group: 'output', help: 'contract lines on stdout, everything else on stderr, no prompts' },
  'stream-events': {
    value: null,
    group: 'output',
    help: 'like --automation, with every event as a JSON line on stdout',
  },
  plain: { value: null, group: 'output', help: 'append-only text, for pipes, logs and screen readers' },
  'no-display': { value: null, group: 'output', help: 'the same as --plain' },
  display: { value: 'KIND', group: 'output', help: 'rich or textual: the dashboard; simple: plain text' },
  theme: {
    value: 'NAME',
    group: 'output',
    help: 'colours of the dashboard (default: chosen by the terminal’s background)',
  },
  ascii: {
    value: null,
    group: 'output',
    help: 'frames and marks of ASCII (default: where locale or terminal have no more)',
  },
  'no-animation': { value: null, group: 'output', help: 'nothing moves on the dashboard but text' },
  'skip-agent-selector': {
    value: null,
    group: 'output',
    help: 'leave the dashboard by itself three seconds after the answer, for recordings',
  },
  record: { value: 'FILE', group: 'output', help: 'also write the run’s screen to FILE (asciicast), as it happens' },
  'output-file': { value: 'FILE', group: 'output', help: 'also write the final answer there' },
  'fail-on-timeout': { value: null, group: 'output', help: 'exit 3 also when a deadline passed but an answer exists' },
  'no-session-registry': { value: null, group: 'output', help: 'do not enter this run in ~/.massgen/sessions.json' },
  'no-logs': {
    value: null,
    group: 'output',
    help: 'no transcripts of the agents and no debug log; all else is written',
  },
  debug: {
    value: null,
    group: 'output',
    help: 'every event to massgen_debug.log and stderr, and stack traces of bugs',
  },

  validate: { value: 'FILE', group: 'info', help: 'check a configuration and exit (with --strict, --json)' },
  strict: { value: null, group: 'info', help: 'with --validate: warnings fail too' },
  json: { value: null, group: 'info', help: 'with --validate: one JSON object' },
  'list-backends': { value: null, group: 'info', help: 'backend types, their protocol and key variables' },
  'list-examples': { value: null, group: 'info', help: 'shipped example configurations' },
  example: { value: 'NAME', group: 'info', help: 'print an example' },
  'show-schema': { value: null, group: 'info', help: 'JSON Schema of the configuration' },
  help: { value: null, group: 'info', short: 'h', help: 'this text' },
  version: { value: null, group: 'info', short: 'V', help: 'version' },

  select: { value: null, group: 'later', help: 'pick a configuration' },
  continue: { value: null, group: 'later', help: 'resume the newest session' },
  'session-id': { value: 'ID', group: 'later', help: 'resume a session' },
  resume: { value: 'ID', group: 'later', help: 'resume a session' },
  'list-sessions': { value: null, group: 'later', help: 'list sessions' },
  all: { value: null, group: 'later', help: 'with --list-sessions' },
  init: { value: null, group: 'later', help: 'configuration wizard' },
  quickstart: { value: null, group: 'later', help: 'short wizard' },
  setup: { value: null, group: 'later', help: 'API-key wizard' },
  'setup-skills': { value: null, group: 'later', help: 'install skills' },
  'setup-docker': { value: null, group: 'later', help: 'prepare containers' },
  'generate-config': { value: 'FILE', group: 'later', help: 'write a configuration' },
  plan: { value: null, group: 'later', help: 'make a task plan' },
  'plan-and-execute': { value: null, group: 'later', help: 'plan, then execute' },
  'execute-plan': { value: 'PLAN', group: 'later', help: 'execute a stored plan' },
  'plan-depth': { value: 'DEPTH', group: 'later', help: 'size of a plan' },
  broadcast: { value: 'WHO', group: 'later', help: 'who answers questions while planning' },
  personas: { value: 'MODE', group: 'later', help: 'personas' },
  fast: { value: null, group: 'later', help: 'speed-oriented defaults' },
  web: { value: null, group: 'later', help: 'browser interface' },
  'textual-serve': { value: null, group: 'later', help: 'terminal interface over HTTP' },
  logfire: { value: null, group: 'later', help: 'tracing' },
  'save-streaming-buffers': { value: null, group: 'later', help: 'raw context buffers' },
  'cwd-context': { value: 'MODE', group: 'later', help: 'working directory as context path' },
  'inbox-dir': { value: 'DIR', group: 'later', help: 'instructions from a folder' },
  'eval-criteria': { value: 'FILE', group: 'later', help: 'evaluation criteria' },
  step: { value: null, group: 'later', help: 'one action per process' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export interface OptionSpec {
  /** What the value is called in the help; null = a switch. */
  readonly value: string | null;
  readonly group: 'run' | 'output' | 'info' | 'later';
  readonly short?: string;
  readonly help: string;
}

export type OptionName = keyof typeof OPTIONS;
export type OptionValues = {
  readonly [Name in OptionName]?: (typeof OPTIONS)[Name]['value'] extends null ? boolean : string;
};

/** Words that are commands when they stand first; `--` or `run` before them makes them a question. */
export const VERBS = {
  run: 'run a question (the default)',
  record: 'play tapes and film terminals; record --help tells more',
  'model-server': 'serve scripted or recorded models over the real protocols on loopback',
} as const;

/** MassGen's commands that later versions bring. */
export const LATER_VERBS: readonly string[] = ['logs', 'export', 'shares', 'serve', 'server', 'viewer'];

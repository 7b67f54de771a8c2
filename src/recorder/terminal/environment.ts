export interface EnvironmentOptions {
  /** The recorder's own environment. */
  readonly base: Readonly<Record<string, string | undefined>>;
  readonly locale: string;
  readonly timezone: string;
  /** What the shell of a tape needs; the tape's own `Env` lines win. */
  readonly shell?: Readonly<Record<string, string>>;
  readonly tape?: readonly (readonly [name: string, value: string])[];
}

/** Names that tell a program where it runs, who watches, or how to colour; a film must not depend on them. */
const REMOVED = new Set(
  [
    'NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE COLORFGBG LS_COLORS NODE_DISABLE_COLORS',
    'CI CONTINUOUS_INTEGRATION BUILD_ID BUILD_NUMBER RUN_ID TF_BUILD TEAMCITY_VERSION',
    'COLUMNS LINES TERMCAP TERMINFO TMUX TMUX_PANE STY WINDOW WINDOWID VTE_VERSION WT_SESSION WT_PROFILE_ID ZELLIJ',
    'SSH_CONNECTION SSH_CLIENT SSH_TTY DESKTOP_STARTUP_ID LANGUAGE OLDPWD SHLVL _',
    'PROMPT_COMMAND PS1 PROMPT RPROMPT BASH_ENV ENV HISTFILE',
    'NODE_CHANNEL_FD NODE_CHANNEL_SERIALIZATION_MODE NODE_OPTIONS NODE_V8_COVERAGE NODE_ENV TEST',
  ].flatMap((names) => names.split(' ')),
);
const REMOVED_PREFIXES = [
  'TERM_ LC_ ITERM_ KITTY_ WEZTERM_ ALACRITTY_ KONSOLE_ GHOSTTY_ VSCODE_ ZELLIJ_',
  'GITHUB_ GITLAB_ BUILDKITE CIRCLE TRAVIS JENKINS_ APPVEYOR DRONE BITBUCKET_',
  'VITEST JEST_ npm_ VHS_ MASSGEN_CLOCK_ MASSGEN_RECORDING',
].flatMap((names) => names.split(' '));

/**
 * The whole environment of a recorded program: a true-colour xterm with no name of its own (`TERM_PROGRAM` is unset, so
 * that nobody works around another terminal's habits), the tape's language and time zone, nothing of CI or of the
 * terminal the recorder runs in.
 */
export function recordingEnvironment(options: EnvironmentOptions): Readonly<Record<string, string>> {
  const kept = Object.entries(options.base).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isRemoved(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: options.locale,
    TZ: options.timezone,
    ...options.shell,
    ...Object.fromEntries(options.tape ?? []),
  };
}

const isRemoved = (name: string): boolean =>
  REMOVED.has(name) || REMOVED_PREFIXES.some((prefix) => name.startsWith(prefix));

import { basename } from 'node:path';

/** How a shell of a tape is started: nothing of the user's own settings, a violet `> ` as prompt, no history. */
export interface ShellStart {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const PROMPT_RGB = '90;86;224';
const VIOLET = `\x1b[38;2;${PROMPT_RGB}m`;
const POWERSHELL_PROMPT =
  `Set-PSReadLineOption -HistorySaveStyle SaveNothing; function prompt { Write-Host '>' -NoNewLine ` +
  `-ForegroundColor Magenta; return ' ' }`;

/** The names that `Set Shell` knows, as VHS starts them. */
const SHELLS = {
  bash: {
    argv: ['bash', '--noprofile', '--norc', '--login', '+o', 'history'],
    env: {
      PS1: `\\[\\e[38;2;${PROMPT_RGB}m\\]> \\[\\e[0m\\]`,
      BASH_SILENCE_DEPRECATION_WARNING: '1', // macOS prints a remark otherwise
      HISTFILE: '/dev/null',
    },
  },
  zsh: {
    argv: ['zsh', '--histnostore', '--no-rcs'],
    env: { PROMPT: `%{${VIOLET}%}> %{\x1b[0m%}` },
  },
  fish: {
    argv: [
      'fish',
      '--login',
      '--no-config',
      '--private',
      '-C',
      'function fish_greeting; end',
      '-C',
      'function fish_prompt; set_color 5B56E0; echo -n "> "; set_color normal; end',
    ],
    env: {},
  },
  powershell: { argv: ['powershell', '-NoLogo', '-NoExit', '-NoProfile', '-Command', POWERSHELL_PROMPT], env: {} },
  pwsh: {
    argv: ['pwsh', '-Login', '-NoLogo', '-NoExit', '-NoProfile', '-Command', POWERSHELL_PROMPT],
    env: {},
  },
  cmd: { argv: ['cmd.exe', '/k', 'prompt=^> '], env: {} },
  nu: {
    argv: [
      'nu',
      '--no-config-file',
      '--no-history',
      '--execute',
      `$env.PROMPT_COMMAND = {|| "${VIOLET}>\x1b[m " }; $env.PROMPT_COMMAND_RIGHT = {|| "" }; $env.PROMPT_INDICATOR = ""`,
    ],
    env: {},
  },
  osh: {
    argv: ['osh', '--norc'],
    env: { PS1: `\\[\\e[38;2;${PROMPT_RGB}m\\]> \\[\\e[0m\\]` },
  },
  xonsh: {
    argv: ['xonsh', '--no-rc', '-D', `PROMPT=${VIOLET}>\x1b[m `],
    env: {},
  },
} as const satisfies Readonly<Record<string, ShellStart>>;

export const SHELL_NAMES: readonly string[] = Object.keys(SHELLS);

/** Null for a name that `Set Shell` does not know. */
export const shellStart = (name: string): ShellStart | null =>
  Object.entries(SHELLS).find(([known]) => known === name)?.[1] ?? null;

/** What a tape without `Set Shell` gets. */
export const defaultShell = (platform: NodeJS.Platform): string => (platform === 'win32' ? 'cmd' : 'bash');

const OTHER_SHELLS = ['sh', 'dash', 'ash', 'ksh', 'csh', 'tcsh'];

/** Whether a program is an interactive shell by its name, whatever its path and extension. */
export function isShellName(program: string): boolean {
  const name = basename(program).replace(/\.exe$/i, '');
  return SHELL_NAMES.includes(name) || OTHER_SHELLS.includes(name);
}

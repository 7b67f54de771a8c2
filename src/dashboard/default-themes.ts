export const TOKENS = [
  'bg.base',
  'bg.surface',
  'bg.selected',
  'fg.primary',
  'fg.secondary',
  'fg.muted',
  'accent',
  'border.focus',
  'success',
  'warning',
  'error',
  'info',
  'special',
  'border',
  'code',
] as const;
export type Token = (typeof TOKENS)[number];

/** A theme as `themes/<name>.yaml` holds it: colours as `#rrggbb`. */
export interface ThemeColours {
  readonly name: string;
  readonly kind: 'dark' | 'light';
  readonly tokens: Readonly<Record<Token, string>>;
  /** Colours of agents 1 to 12, then from the start again. */
  readonly agents: readonly string[];
}

/**
 * The two themes every start needs, as tables: reading and parsing their files would cost more time than the whole first
 * frame. A test keeps them equal to `themes/massgen-dark.yaml` and `themes/massgen-light.yaml`.
 */
export const DARK_THEME: ThemeColours = {
  name: 'massgen-dark',
  kind: 'dark',
  tokens: {
    'bg.base': '#0d1117',
    'bg.surface': '#161b22',
    'bg.selected': '#1f3a5f',
    'fg.primary': '#e6edf3',
    'fg.secondary': '#c9d1d9',
    'fg.muted': '#8b949e',
    accent: '#58a6ff',
    'border.focus': '#58a6ff',
    success: '#3fb950',
    warning: '#d29922',
    error: '#f85149',
    info: '#39c5cf',
    special: '#bc8cff',
    border: '#5f6771',
    code: '#a5d6ff',
  },
  agents: [
    '#58a6ff',
    '#3fb950',
    '#bc8cff',
    '#f0883e',
    '#39c5cf',
    '#f778ba',
    '#e3b341',
    '#ff7b72',
    '#a5d6ff',
    '#7ee787',
    '#d2a8ff',
    '#ffa657',
  ],
};

export const LIGHT_THEME: ThemeColours = {
  name: 'massgen-light',
  kind: 'light',
  tokens: {
    'bg.base': '#ffffff',
    'bg.surface': '#f6f8fa',
    'bg.selected': '#cfe5ff',
    'fg.primary': '#1f2328',
    'fg.secondary': '#424a53',
    'fg.muted': '#57606a',
    accent: '#0860ca',
    'border.focus': '#0969da',
    success: '#1a7f37',
    warning: '#8a5d00',
    error: '#c21c2b',
    info: '#0550ae',
    special: '#7a45d6',
    border: '#868e96',
    code: '#0a3069',
  },
  agents: [
    '#0860ca',
    '#1a7f37',
    '#7a45d6',
    '#b35000',
    '#006b75',
    '#b02f7d',
    '#7d5600',
    '#c21c2b',
    '#0550ae',
    '#116329',
    '#6639ba',
    '#953800',
  ],
};

/** The default for a background the terminal has told (24-bit RGB), or for dark when it has not. */
export function themeFor(background: number | null): ThemeColours {
  if (background === null) return DARK_THEME;
  const light = 0.299 * (background >> 16) + 0.587 * ((background >> 8) & 255) + 0.114 * (background & 255);
  return light > 140 ? LIGHT_THEME : DARK_THEME;
}

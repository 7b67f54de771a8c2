import type { Theme } from '../../picture/picture.ts';
import { cssColour, xmlText } from '../svg/xml.ts';

/** Nothing is fetched, whatever the film says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
const FONTS = "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace";

const styleSheet = (theme: Theme, columns: number): string => {
  const [ink, paper] = [cssColour(theme.foreground), cssColour(theme.background)];
  return `:root{--line:1.25em;color-scheme:dark light}
body{margin:0;padding:1rem;background:${paper};color:${ink};font:15px/1.5 system-ui,sans-serif}
main{width:max-content;max-width:100%;margin:0 auto;overflow:auto}
#screen{position:relative;width:${columns}ch;font-family:${FONTS};line-height:var(--line);font-variant-ligatures:none}
.row{height:var(--line);white-space:pre;overflow:hidden}
.row span{display:inline-block;vertical-align:top;height:var(--line);white-space:pre}
#cursor{position:absolute;height:var(--line);white-space:pre;pointer-events:none}
#cursor.block{background:${cssColour(theme.cursor)};color:${cssColour(theme.cursorAccent)}}
#cursor.bar{border-left:2px solid ${cssColour(theme.cursor)};box-sizing:border-box}
#cursor.underline{border-bottom:2px solid ${cssColour(theme.cursor)};box-sizing:border-box}
#keys{position:absolute;right:1ch;bottom:.5em;padding:.2em .8em;border-radius:.5em;background:${ink};color:${paper}}
[hidden]{display:none}
nav{display:flex;gap:.75rem;align-items:center;margin-top:.75rem}
nav input{flex:1;min-width:6rem}
nav button,nav select{font:inherit;color:inherit;background:none;border:1px solid;border-radius:.35em;padding:.15em .7em}
nav option{color:${ink};background:${paper}}
#time{font-variant-numeric:tabular-nums}`;
};

export interface PageFacts {
  readonly title: string;
  readonly theme: Theme;
  readonly columns: number;
  readonly rows: number;
  readonly durationMs: number;
  readonly loop: number;
}

const SPEEDS = [0.5, 1, 1.5, 2, 4, 8] as const;

const controls = (durationMs: number): string => `<nav aria-label="Player">
<button id="play" type="button">Play</button>
<input id="seek" type="range" min="0" max="${durationMs}" step="10" value="0" aria-label="Time">
<output id="time"></output>
<select id="speed" aria-label="Speed">${SPEEDS.map(
  (speed) => `<option value="${speed}"${speed === 1 ? ' selected' : ''}>${speed}×</option>`,
).join('')}</select>
</nav>`;

/** Everything before the film's own data, which goes on inside a script. */
export function pageHead({ title, theme, columns, rows, durationMs, loop }: PageFacts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${xmlText(title)}</title>
<style>${styleSheet(theme, columns)}</style>
</head>
<body>
<main>
<div id="screen" tabindex="0" role="region" aria-label="Terminal"><div id="cursor" hidden></div><div id="keys" hidden></div></div>
${controls(durationMs)}
</main>
<script>
const film = ${JSON.stringify({ rows, duration: durationMs, loop })}, rows = [], frames = [];
`;
}

/** Everything after it: the player, the looks of the runs, and the last screen for readers without scripts. */
export const pageEnd = (player: string, looks: readonly string[], lastText: string): string =>
  `${player}</script>
<style>${looks.map((look, number) => `.s${number}{${look}}`).join('\n')}</style>
<noscript><pre>${xmlText(lastText)}</pre></noscript>
</body>
</html>
`;

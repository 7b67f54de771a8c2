import { describe, expect, test } from 'vitest';
import { assume, canDraw, colourDepth } from '../../src/terminal/capabilities.ts';
import { createInputDecoder } from '../../src/terminal/input/decoder.ts';
import type { Probe } from '../../src/terminal/probe.ts';
import { createProbe, probeLimitMs } from '../../src/terminal/probe.ts';

const SIZE = { cols: 80, rows: 24 };

function answer(probe: Probe, bytes: string): boolean {
  const events = createInputDecoder().push(new TextEncoder().encode(bytes));
  return events.some((event) => event.type === 'report' && probe.take(event));
}

function probed(env: Readonly<Record<string, string>>, bytes: string) {
  const probe = createProbe(env, SIZE, assume(env));
  const complete = answer(probe, bytes);
  return { complete, ...probe.result() };
}

const XTERM = { TERM: 'xterm-256color' };
const CLUSTERS = '\x1b[2;3R\x1b[2;3R\x1b[2;3R\x1b[2;3R\x1b[2;3R';
const ADDS_UP = '\x1b[2;3R\x1b[2;3R\x1b[2;2R\x1b[2;3R\x1b[2;7R';

describe('answers', () => {
  test.each([
    ['a terminal with clusters', CLUSTERS, { widths: 'grapheme', emojiCells: 2 }],
    ['a terminal that adds up', ADDS_UP, { widths: 'codepoint', emojiCells: 2 }],
    ['one with narrow emoji', '\x1b[2;3R\x1b[2;2R\x1b[2;2R\x1b[2;3R\x1b[2;5R', { widths: 'codepoint', emojiCells: 1 }],
    ['one that answers only half', '\x1b[2;3R\x1b[2;3R', { widths: 'codepoint' }],
    [
      'one with narrow frames',
      `${CLUSTERS}\x1b[2;2R\x1b[2;2R`,
      { widths: 'grapheme', ambiguousCells: 1, signs: 'unicode' },
    ],
    ['one with wide frames', `${ADDS_UP}\x1b[2;3R\x1b[2;3R`, { ambiguousCells: 2, signs: 'ascii' }],
    ['one with wide marks in narrow frames', `${ADDS_UP}\x1b[2;2R\x1b[2;3R`, { ambiguousCells: 2, signs: 'ascii' }],
    ['synchronized output', '\x1b[?2026;2$y', { synchronized: true }],
    ['no synchronized output', '\x1b[?2026;0$y', { synchronized: false }],
    ['kitty keys', '\x1b[?0u', { kittyKeys: true }],
    ['its background', '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\', { background: 0x1e1e2e }],
    ['its background, short', '\x1b]11;rgb:f/f/0\x07', { background: 0xffff00 }],
    ['exact colours', '\x1bP1$r0;48:2:1:2:3m\x1b\\', { depth: 24 }],
    ['colours it has forgotten', '\x1bP1$r0;48:5:16m\x1b\\', { depth: 8 }],
  ])('%s', (_name, bytes, expected) => {
    expect(probed(XTERM, bytes)).toMatchObject(expected);
  });

  test('end with the device attributes', () => {
    expect(probed(XTERM, CLUSTERS)).toMatchObject({ complete: false, probed: false });
    expect(probed(XTERM, `${CLUSTERS}\x1b[?62c`)).toMatchObject({ complete: true, probed: true });
  });

  test('of tmux about frames say nothing about the terminal around it', () => {
    expect(probed({ ...XTERM, TMUX: '/tmp/x' }, '\x1b[?2026;2$y')).toMatchObject({ synchronized: false, tmux: true });
  });

  test('never overrule what the environment says about widths', () => {
    expect(probed({ ...XTERM, MASSGEN_TUI_WIDTHS: 'codepoint' }, CLUSTERS)).toMatchObject({ widths: 'codepoint' });
  });
});

const asks = (env: Readonly<Record<string, string>>): boolean =>
  createProbe(env, SIZE, assume(env)).questions.includes('$qm');

describe('questions', () => {
  test.each([
    ['a console that prints what it does not know', { TERM: 'linux' }],
    ['an old terminal', { TERM: 'vt100' }],
    ['a person who said no', { ...XTERM, MASSGEN_TUI_PROBE: 'off' }],
  ])('are not asked of %s', (_name, env) => {
    expect(createProbe(env, SIZE, assume(env)).questions).toBe('');
  });

  test('about exact colours are asked only when the environment does not say', () => {
    expect([asks(XTERM), asks({ ...XTERM, COLORTERM: 'truecolor' }), asks({ ...XTERM, NO_COLOR: '1' })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('about widths need two rows, because a position in the first could be a key', () => {
    const { questions } = createProbe(XTERM, { cols: 80, rows: 1 }, assume(XTERM));
    expect(questions).not.toContain('\x1b[6n');
    expect(questions).toContain('\x1b[c');
  });

  test('may take longer over a network', () => {
    expect([probeLimitMs(XTERM), probeLimitMs({ ...XTERM, SSH_CONNECTION: '1 2 3 4' })]).toEqual([250, 600]);
  });
});

describe('what the environment says', () => {
  test.each([
    ['NO_COLOR wins', { TERM: 'xterm-256color', NO_COLOR: '1', COLORTERM: 'truecolor', FORCE_COLOR: '3' }, 1],
    ['an empty NO_COLOR says nothing', { TERM: 'xterm-256color', NO_COLOR: '' }, 8],
    ['FORCE_COLOR', { TERM: 'xterm', FORCE_COLOR: '2' }, 8],
    ['CLICOLOR_FORCE', { TERM: 'xterm-256color', CLICOLOR_FORCE: '1' }, 4],
    ['COLORTERM', { TERM: 'xterm', COLORTERM: 'truecolor' }, 24],
    ['a program that is known', { TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, 24],
    ['a name that is known', { TERM: 'xterm-kitty' }, 24],
    ['256 colours', { TERM: 'screen-256color' }, 8],
    ['a plain xterm', { TERM: 'xterm' }, 4],
    ['an old terminal', { TERM: 'vt100' }, 1],
  ])('%s', (_name, env, depth) => {
    expect(colourDepth(env)).toBe(depth);
  });

  test('drawing needs a terminal with a name', () => {
    expect([
      canDraw({ TERM: 'xterm' }, true),
      canDraw({ TERM: 'dumb' }, true),
      canDraw({}, true),
      canDraw({ TERM: 'xterm' }, false),
    ]).toEqual([true, false, false, false]);
  });
});

test.each([
  ['0;15', 0xffffff],
  ['0;default;7', 0xffffff],
  ['15;0', null],
  ['7;8', null],
  ['light', null],
  ['', null],
])('COLORFGBG=%s tells the background until the terminal does', (COLORFGBG, background) => {
  expect(assume({ ...XTERM, COLORFGBG }).background).toBe(background);
  expect(probed({ ...XTERM, COLORFGBG }, '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\').background).toBe(0x1e1e2e);
});

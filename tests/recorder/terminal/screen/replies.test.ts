import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';

const THEME = {
  background: 0x102030,
  foreground: 0xffeedd,
  cursor: 0x00ff00,
  palette: Array.from({ length: 16 }, (_, index) => index * 0x111111),
};

async function repliesTo(questions: string, theme = THEME): Promise<string> {
  const screen = createEmulator({ columns: 120, rows: 36, unicode: 15, theme, cell: { width: 9, height: 18 } });
  await screen.feed(questions);
  return screen.takeReplies();
}

test.each([
  ['primary device attributes', '\x1b[c', '\x1b[?1;2c'],
  ['secondary device attributes', '\x1b[>c', '\x1b[>0;276;0c'],
  ['the state', '\x1b[5n', '\x1b[0n'],
  ['the cursor position', '\x1b[3;7H\x1b[6n', '\x1b[3;7R'],
  ['the name', '\x1b[>q', '\x1bP>|xterm.js(6.0.0)\x1b\\'],
  ['the keyboard protocol', '\x1b[?u', '\x1b[?0u'],
  ['the foreground', '\x1b]10;?\x07', '\x1b]10;rgb:ffff/eeee/dddd\x1b\\'],
  ['the background', '\x1b]11;?\x1b\\', '\x1b]11;rgb:1010/2020/3030\x1b\\'],
  ['the cursor colour', '\x1b]12;?\x07', '\x1b]12;rgb:0000/ffff/0000\x1b\\'],
  ['several colours at once', '\x1b]10;?;?\x07', '\x1b]10;rgb:ffff/eeee/dddd\x1b\\\x1b]11;rgb:1010/2020/3030\x1b\\'],
  ['a colour of the theme', '\x1b]4;1;?\x07', '\x1b]4;1;rgb:1111/1111/1111\x1b\\'],
  ['a colour of the cube', '\x1b]4;196;?\x07', '\x1b]4;196;rgb:ffff/0000/0000\x1b\\'],
  ['a grey', '\x1b]4;255;?\x07', '\x1b]4;255;rgb:eeee/eeee/eeee\x1b\\'],
  ['two colours', '\x1b]4;0;?;16;?\x07', '\x1b]4;0;rgb:0000/0000/0000\x1b\\\x1b]4;16;rgb:0000/0000/0000\x1b\\'],
  ['the size in cells', '\x1b[18t', '\x1b[8;36;120t'],
  ['the size of the screen in cells', '\x1b[19t', '\x1b[9;36;120t'],
  ['the size in pixels', '\x1b[14t', '\x1b[4;648;1080t'],
  ['the size of a cell', '\x1b[16t', '\x1b[6;18;9t'],
  ['synchronized output', '\x1b[?2026$p', '\x1b[?2026;2$y'],
  ['synchronized output while it is on', '\x1b[?2026h\x1b[?2026$p', '\x1b[?2026;1$y'],
  ['grapheme clusters', '\x1b[?2027$p', '\x1b[?2027;3$y'],
  ['a mode nobody knows', '\x1b[?9999$p', '\x1b[?9999;0$y'],
  ['a mode of the screen', '\x1b[4$p', '\x1b[4;2$y'],
  ['dark or light', '\x1b[?996n', '\x1b[?997;1n'],
  ['a termcap name', '\x1bP+q544e\x1b\\', '\x1bP0+r\x1b\\'],
  ['a setting', '\x1bP$q q\x1b\\', '\x1bP1$r2 q\x1b\\'],
])('asked for %s, it answers', async (_name, question, reply) => {
  expect(await repliesTo(question)).toBe(reply);
});

test('a light theme says so', async () => {
  expect(await repliesTo('\x1b[?996n', { ...THEME, background: 0xfafafa })).toBe('\x1b[?997;2n');
});

test.each([
  ['a clipboard', '\x1b]52;c;?\x07'],
  ['a title, which a hostile program could have set to a command', '\x1b]2;rm -rf\x07\x1b[21t\x1b[20t'],
  ['a colour that does not exist', '\x1b]4;999;?;-1;?;x;?\x07'],
  ['something unfinished', '\x1b[6\x18\x1b]10;?'],
])('asked for %s, it keeps silent', async (_name, question) => {
  expect(await repliesTo(question)).toBe('');
});

test.each([
  ['#abc', 'rgb:aaaa/bbbb/cccc'],
  ['#a1b2c3', 'rgb:a1a1/b2b2/c3c3'],
  ['#a1a1b2b2c3c3', 'rgb:a1a1/b2b2/c3c3'],
  ['rgb:f/0/80', 'rgb:ffff/0000/8080'],
  ['no colour', 'rgb:1010/2020/3030'],
  ['#12345', 'rgb:1010/2020/3030'],
])('a background set to %s is what later answers say, until it is reset', async (value, reply) => {
  expect(await repliesTo(`\x1b]11;${value}\x07\x1b]11;?\x07\x1b]111\x07\x1b]11;?\x07`)).toBe(
    `\x1b]11;${reply}\x1b\\\x1b]11;rgb:1010/2020/3030\x1b\\`,
  );
});

test('a colour of the palette can be set and reset', async () => {
  const ask = '\x1b]4;3;?\x07';
  expect(await repliesTo(`\x1b]4;3;#fff\x07${ask}\x1b]104;3\x07${ask}\x1b]4;3;#fff\x07\x1b]104\x07${ask}`)).toBe(
    ['ffff/ffff/ffff', '3333/3333/3333', '3333/3333/3333'].map((rgb) => `\x1b]4;3;rgb:${rgb}\x1b\\`).join(''),
  );
});

describe('answers', () => {
  test('are taken once', async () => {
    const screen = createEmulator({ columns: 10, rows: 2, unicode: 11 });
    await screen.feed('\x1b[5n');
    expect([screen.takeReplies(), screen.takeReplies()]).toEqual(['\x1b[0n', '']);
  });

  test('of a program that asks without end are bounded', async () => {
    const replies = await repliesTo('\x1b[c'.repeat(100_000));
    expect(replies.length).toBeLessThanOrEqual(65_536);
    expect(replies.startsWith('\x1b[?1;2c\x1b[?1;2c')).toBe(true);
  });

  test('without a theme are those of the built-in one', async () => {
    const screen = createEmulator({ columns: 10, rows: 2, unicode: 11 });
    await screen.feed('\x1b]11;?\x07\x1b]4;14;?\x07\x1b[?2027$p');
    expect(screen.takeReplies()).toBe(
      '\x1b]11;rgb:1717/1717/1717\x1b\\\x1b]4;14;rgb:0000/fefe/fefe\x1b\\\x1b[?2027;0$y',
    );
  });
});

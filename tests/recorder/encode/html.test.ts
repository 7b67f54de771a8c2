import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FilmInfo } from '../../../src/recorder/encode/encoder.ts';
import { createHtmlEncoder } from '../../../src/recorder/encode/html.ts';
import { DEFAULT_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import { openPage } from './html/fake-page.ts';
import { fileOf, filmInfo, gridOf } from './film-world.ts';

function pageOf(grids: readonly CellGrid[], info: Partial<FilmInfo> = {}): string {
  const shots = grids.map((grid, index) => ({ atMs: index * 1000, pixels: new Uint32Array(1), grid }));
  const [first = gridOf([''], 1)] = grids;
  const size = { columns: first.columns, rows: first.rows, durationMs: grids.length * 1000 };
  return new TextDecoder().decode(fileOf(createHtmlEncoder(), filmInfo(1, 1, { ...size, ...info }), shots));
}

const SCREENS = [gridOf(['$ ls', ''], 8), gridOf(['$ ls', 'a  b'], 8), gridOf(['$ end', 'a  b'], 8)];

test('the film plays by itself, and each row is there once', () => {
  const html = pageOf(SCREENS);
  const page = openPage(html);
  expect(page.rows()).toEqual(['$ ls', '']);
  expect(page.element('play').textContent).toBe('Pause');
  page.pass(1000);
  expect(page.rows()).toEqual(['$ ls', 'a  b']);
  page.pass(1500);
  expect(page.rows()).toEqual(['$ end', 'a  b']);
  expect(page.element('time').textContent).toBe('0:02 / 0:03');
  expect(html.match(/rows\.push/g)).toHaveLength(4);
});

test('it can be stopped, moved, stepped and made faster', () => {
  const page = openPage(pageOf(SCREENS));
  page.element('play').listeners['click']?.({});
  page.pass(5000);
  expect(page.rows()[1]).toBe('');
  expect(page.element('play').textContent).toBe('Play');
  page.element('seek').value = '2100';
  page.element('seek').listeners['input']?.({});
  expect(page.rows()).toEqual(['$ end', 'a  b']);
  page.press(',');
  expect(page.rows()).toEqual(['$ ls', 'a  b']);
  page.press('.');
  expect(page.rows()).toEqual(['$ end', 'a  b']);
  page.press('ArrowLeft');
  expect(page.rows()).toEqual(['$ ls', '']);
  page.element('speed').value = '2';
  page.press(' ');
  page.pass(600);
  expect(page.rows()).toEqual(['$ ls', 'a  b']);
});

test('a film for ever begins again, one for once stays on its last picture', () => {
  const [forEver, once] = [openPage(pageOf(SCREENS)), openPage(pageOf(SCREENS, { loop: 1 }))];
  for (const page of [forEver, once]) {
    page.pass(2900);
    page.pass(400);
  }
  expect(forEver.rows()).toEqual(['$ ls', '']);
  expect([once.rows(), once.element('play').textContent]).toEqual([['$ end', 'a  b'], 'Play']);
  once.press(' ');
  expect(once.rows()).toEqual(['$ ls', '']);
});

test('where motion is unwanted the last picture is shown and nothing runs', () => {
  const page = openPage(pageOf(SCREENS), true);
  page.pass(9000);
  expect([page.rows(), page.element('play').textContent]).toEqual([['$ end', 'a  b'], 'Play']);
});

test('the cursor and pressed keys are shown where they are', () => {
  const grid = gridOf(['日x'], 4, {}, { column: 1, visible: true });
  const encoder = createHtmlEncoder();
  const changed = { x: 0, y: 0, width: 1, height: 1 };
  const pieces = [
    encoder.begin(filmInfo(1, 1, { columns: 4 })),
    encoder.frame({ atMs: 0, grid, pixels: null, changed, overlay: 'Ctrl+C' }),
    encoder.end(),
  ];
  const page = openPage(pieces.map((piece) => new TextDecoder().decode(piece ?? new Uint8Array())).join(''));
  const cursor = page.element('cursor');
  expect([cursor.hidden, cursor.className, cursor.textContent]).toEqual([false, 'block', '日']);
  expect(cursor.style).toEqual({ left: '0ch', top: 'calc(0 * var(--line))', width: '2ch' });
  expect([page.element('keys').hidden, page.element('keys').textContent]).toEqual([false, 'Ctrl+C']);
});

test('looks are rules; hidden text is blank; characters of doubtful width stand alone', () => {
  const style = STYLE.bold | STYLE.strike | (3 << UNDERLINE_SHIFT);
  expect(pageOf([gridOf(['ab'], 2, { foreground: 0xff8800, background: 0x112233, style })])).toContain(
    '{color:#f80;background:#123;font-weight:bold;text-decoration:underline line-through wavy}',
  );
  const underlined = { style: 3 << UNDERLINE_SHIFT, underlineColour: 0xff0000 };
  expect(pageOf([gridOf(['ab'], 2, underlined)])).toContain(
    'text-decoration:underline wavy;text-decoration-color:#f00}',
  );
  expect(pageOf([gridOf(['ab'], 2, { ...underlined, underlineColour: DEFAULT_COLOUR })])).not.toContain('-color:#f00');
  expect(pageOf([gridOf(['ab'], 2, { style: STYLE.overline })])).toMatch(/\{color:#[\da-f]+;box-shadow:inset 0 1px\}/);
  const html = pageOf([gridOf(['ab⠋⠙日x'], 8), gridOf(['hide me'], 8, { style: STYLE.hidden })]);
  expect(html).toContain('rows.push([["ab",2,0],["⠋",1,0],["⠙",1,0],["日",2,0],["x",2,0]]);');
  expect(html).not.toContain('hide me');
});

test('hostile text is neither markup nor script, in the page and in the title', () => {
  const evil = ['</script><script>alert(1)//', '<!--<script>', "');alert(1);('", '\u2028\u0000\ud800'];
  const columns = 40;
  const grids = evil.map((text) => {
    const grid = gridOf([''], columns);
    for (let at = 0; at < text.length; at += 1) grid.text[at] = text[at] ?? '';
    return grid;
  });
  const html = pageOf(grids, { title: '</title><script>alert(1)</script>' });
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<\/script/g)).toHaveLength(1);
  const page = openPage(html);
  const seen = evil.map((_, index) => {
    page.pass(index === 0 ? 0 : 1000);
    return page.rows()[0];
  });
  expect(seen.slice(0, 3)).toEqual(evil.slice(0, 3));
});

test('whatever is on the screen, there is one script and it says the same', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), { maxLength: 20 }), (clusters) => {
      const grid = gridOf([''], clusters.length + 1);
      grid.text.splice(0, clusters.length, ...clusters);
      const html = pageOf([grid]);
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(openPage(html).rows()).toEqual([clusters.join('').replace(/ +$/, '')]);
    }),
  );
});

test('the page fetches nothing and says so, and has the last screen for readers without scripts', () => {
  const html = pageOf([gridOf(['<end>'], 6)]);
  expect(html).not.toMatch(/https?:|src=|href=|@import|url\(/);
  expect(html).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"");
  expect(html).toContain('<noscript><pre>&lt;end&gt;</pre></noscript>');
});

test('a film without frames is a page with an empty screen', () => {
  const page = openPage(pageOf([], { rows: 2 }));
  page.pass(100);
  expect(page.rows()).toEqual(['', '']);
});

test('equal films give equal bytes', () => {
  expect(pageOf(SCREENS)).toBe(pageOf(SCREENS));
});

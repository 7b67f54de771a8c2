import { expect, test } from 'vitest';
import { polygon, rectangle } from '../../../../src/recorder/picture/shapes/shape.ts';
import { createShapePaths } from '../../../../src/recorder/encode/svg/shape-paths.ts';
import { createTextRow } from '../../../../src/recorder/encode/svg/text-row.ts';
import { cssColour, shortNumber, xmlText } from '../../../../src/recorder/encode/svg/xml.ts';

test('rectangles that go on are one, others are not', () => {
  const paths = createShapePaths();
  for (const left of [0, 10, 30]) paths.add([rectangle(0, 4, 10, 6)], left, 0, 0xffffff);
  paths.add([rectangle(0, 4, 10, 7)], 40, 0, 0xffffff);
  expect(paths.markup()).toBe('<path fill="#fff" d="M0 4h20v2h-20zM30 4h10v2h-10zM40 4h10v3h-10z"/>');
});

test('each ink has its path, in the order of their first use; shades are as strong as they are', () => {
  const paths = createShapePaths();
  paths.rectangle(0, 0, 5, 5, 0x102030);
  paths.add([rectangle(0, 0, 5, 5, 0.25)], 5, 0, 0x102030);
  paths.add([polygon(0, 0, 5, 2.5, 0, 5)], 10, 1, 0x102030);
  expect(paths.markup()).toBe(
    '<path fill="#102030" d="M0 0h5v5h-5zM10 1L15 3.5L10 6z"/><path fill="#102030" opacity="0.25" d="M5 0h5v5h-5z"/>',
  );
});

test('spaces have a place where text goes on behind them, and none where it does not', () => {
  const row = createTextRow({ width: 10, height: 20, baseline: 15, fontSize: 16 });
  row.blank(0, 1);
  row.write(1, 'a', false, '');
  row.blank(2, 1);
  row.write(3, 'b', false, '');
  row.blank(4, 2);
  row.write(6, 'c', false, ' fill="#f00"');
  row.blank(7, 3);
  expect(row.markup()).toBe(
    '<text y="15"><tspan x="0 10 20 30"> a b  </tspan><tspan x="60" fill="#f00">c</tspan></text>',
  );
});

test('a row of blanks is no text', () => {
  const row = createTextRow({ width: 10, height: 20, baseline: 15, fontSize: 16 });
  row.blank(0, 5);
  expect(row.markup()).toBe('');
});

test('colours and numbers are as short as they can be', () => {
  expect([0, 0xff8800, 0xff8801].map(cssColour)).toEqual(['#000', '#f80', '#ff8801']);
  expect([1, 2.5, 1 / 3, -0.0001].map(shortNumber)).toEqual(['1', '2.5', '0.333', '0']);
});

test('text in a drawing stays in the order of its screen', () => {
  expect(xmlText('a\u202egpj.exe\u2066b\u2069 👩\u200d💻')).toBe('a\ufffdgpj.exe\ufffdb\ufffd 👩\u200d💻');
});

test('text is escaped, and what no file may hold is replaced', () => {
  expect(xmlText('<a href="x">&amp;\u0007\u009b\ud800 日本 🚀\ufffe')).toBe(
    '&lt;a href=&quot;x&quot;&gt;&amp;amp;\ufffd\ufffd\ufffd 日本 🚀\ufffd',
  );
});

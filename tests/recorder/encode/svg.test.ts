import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSvgEncoder } from '../../../src/recorder/encode/svg.ts';
import type { SvgOptions } from '../../../src/recorder/encode/svg.ts';
import type { FilmInfo } from '../../../src/recorder/encode/encoder.ts';
import type { PictureOptions, WindowFrame } from '../../../src/recorder/picture/picture.ts';
import { STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import { fileOf, filmInfo, gridOf, THEME } from './film-world.ts';
import { elementsOf, parseXml, textOf } from './svg/strict-xml.ts';
import type { XmlElement } from './svg/strict-xml.ts';

const WINDOW: WindowFrame = { padding: 0, margin: 0, marginFill: 0, bar: '', barSize: 30, radius: 0, title: '' };

function picture(grid: CellGrid, window: Partial<WindowFrame> = {}): PictureOptions {
  const { columns, rows } = grid;
  const text = { theme: THEME, fontSize: 20, letterSpacing: 0, lineHeight: 1, columns, rows, size: null };
  return { ...text, window: { ...WINDOW, ...window }, scale: 1, aliasLevels: 8, cursorBlink: false };
}

function svgOf(
  grids: readonly CellGrid[],
  options: Partial<SvgOptions> = {},
  info: Partial<FilmInfo> = {},
): { readonly text: string; readonly root: XmlElement } {
  const first = grids[0] ?? gridOf([''], 1);
  const shots = grids.map((grid, index) => ({
    atMs: index * 250,
    pixels: new Uint32Array(1),
    grid,
    changed: { x: 0, y: 0, width: 1, height: 1 },
  }));
  const encoder = createSvgEncoder({ picture: picture(first), ...options });
  const text = new TextDecoder().decode(fileOf(encoder, filmInfo(1, 1, info), shots));
  return { text, root: parseXml(text) };
}

const attributesOf = (elements: readonly XmlElement[], name: string) =>
  elements.map(({ attributes }) => attributes[name]);

/** The pictures of the strip, each as its rows' text. */
function framesOf(root: XmlElement): readonly (readonly string[])[] {
  const rows = new Map(elementsOf(root, 'g').map((group) => [group.attributes['id'], group]));
  const frames = elementsOf(root, 'g').filter(({ attributes }) => attributes['transform'] !== undefined);
  return frames.map((frame) =>
    elementsOf(frame, 'use').map(({ attributes }) => {
      const row = rows.get(attributes['href']?.slice(1));
      if (row === undefined) throw new Error(`${attributes['href']} is not defined`);
      return textOf(row).trimEnd();
    }),
  );
}

test('each different row is there once, each picture is a list of rows, blank rows are not drawn', () => {
  const { root } = svgOf([
    gridOf(['one', '', 'two'], 5),
    gridOf(['one', '', 'three'], 5),
    gridOf(['two', '', 'one'], 5),
  ]);
  expect(framesOf(root)).toEqual([
    ['one', 'two'],
    ['one', 'three'],
    ['two', 'one'],
  ]);
  const rows = elementsOf(root, 'g').filter(({ attributes }) => attributes['id'] !== undefined);
  expect(new Set(rows.map(({ attributes }) => attributes['id'])).size).toBe(3);
});

test('one animation moves in steps from picture to picture, at the times of the film', () => {
  const { root } = svgOf([gridOf(['1'], 2), gridOf(['2'], 2), gridOf(['3'], 2)]);
  const style = textOf(elementsOf(root, 'style')[0] ?? root);
  expect(style).toContain('animation:f 1s steps(1,end) infinite both');
  expect(style).toContain(
    '@keyframes f{0%{transform:translate(0px,0px)}25%{transform:translate(-24px,0px)}50%{transform:translate(-48px,0px)}' +
      '100%{transform:translate(-48px,0px)}}',
  );
  expect(style.match(/@keyframes/g)).toHaveLength(1);
  const places = attributesOf(elementsOf(root, 'g'), 'transform').filter((place) => place !== undefined);
  expect(places).toEqual(['translate(0 0)', 'translate(24 0)', 'translate(48 0)']);
});

test('at rest, and where motion is unwanted, the last picture is shown', () => {
  const style = textOf(elementsOf(svgOf([gridOf(['1'], 2), gridOf(['2'], 2)]).root, 'style')[0] ?? svgOf([]).root);
  expect(style).toContain('.f{transform:translate(-24px,0px);');
  expect(style).toContain('@media (prefers-reduced-motion:reduce){.f{animation:none}}');
});

test.each([
  [0, 'infinite'],
  [1, '1'],
  [3, '3'],
])('a film to be shown %i times', (loop, count) => {
  expect(svgOf([gridOf(['1'], 2), gridOf(['2'], 2)], {}, { loop }).text).toContain(`steps(1,end) ${count} both`);
});

test('a hundred pictures lie in rows, so that no coordinate grows without bound', () => {
  const { root } = svgOf(
    Array.from({ length: 100 }, (_, index) => gridOf([String(index)], 3)),
    {},
    { durationMs: 25_000 },
  );
  const places = attributesOf(elementsOf(root, 'g'), 'transform').filter((place) => place !== undefined);
  expect(places[63]).toBe('translate(2268 0)');
  expect(places[64]).toBe('translate(0 27)');
});

test('every character of a run has its place, wide and combined ones a run of their own', () => {
  const { root } = svgOf([gridOf(['ab c 日本 e\u0301x 🚀!'], 20)]);
  const spans = elementsOf(root, 'tspan').map((span) => [span.attributes['x'], textOf(span)]);
  expect(spans).toEqual([
    ['0 12 24 36', 'ab c '],
    ['60', '日'],
    ['84', '本 '],
    ['120', 'e\u0301'],
    ['132', 'x '],
    ['156', '🚀'],
    ['180', '!'],
  ]);
});

test('boxes are paths that meet, not text', () => {
  const { root } = svgOf([gridOf(['┌───┐', '│ x │', '└───┘'], 5)]);
  expect(framesOf(root)).toEqual([['', '  x', '']]);
  const paths = elementsOf(root, 'path').map(({ attributes }) => attributes['d'] ?? '');
  expect(paths).toHaveLength(3);
  // The line of the top border is one rectangle from the left corner's to the right corner's middle.
  expect(paths[0]).toBe('M5 13h49v1h-49zM5 13h1v14h-1zM53 13h1v14h-1z');
});

test('colours, styles and lines are drawn as the painter draws them', () => {
  const marks = {
    foreground: 0xff8800,
    background: 0x112233,
    style: STYLE.bold | STYLE.italic | (1 << UNDERLINE_SHIFT),
  };
  const { root, text } = svgOf([gridOf(['ab'], 2, marks)]);
  expect(attributesOf(elementsOf(root, 'path'), 'fill')).toEqual(['#123', '#f80']);
  expect(elementsOf(root, 'path')[0]?.attributes['d']).toBe('M0 0h24v27h-24z');
  expect(elementsOf(root, 'tspan')[0]?.attributes).toMatchObject({ fill: '#f80', class: 'bi' });
  expect(text).toContain('.b,.bi{font-weight:bold}.i,.bi{font-style:italic}');
});

test('an underline has its own colour, other lines that of the text', () => {
  const style = STYLE.strike | STYLE.overline | (1 << UNDERLINE_SHIFT);
  const { root } = svgOf([gridOf(['a'], 1, { style, foreground: 0xff8800, underlineColour: 0x00ff00 })]);
  expect(attributesOf(elementsOf(root, 'path'), 'fill')).toEqual(['#0f0', '#f80']);
});

test('hidden text is not in the file', () => {
  const { root, text } = svgOf([gridOf(['secret'], 6, { style: STYLE.hidden })]);
  expect(elementsOf(root, 'text')).toEqual([]);
  expect(text).not.toContain('secret');
});

test.each([
  ['block', 'M12 0h12v27h-12z'],
  ['bar', 'M12 0h2v27h-2z'],
  ['underline', 'M12 25h12v2h-12z'],
] as const)('a cursor that is a %s lies over its cell', (shape, path) => {
  const { root } = svgOf([gridOf(['ab'], 3, {}, { column: 1, visible: true, shape })]);
  const last = elementsOf(root, 'path').at(-1);
  expect(last?.attributes).toEqual({ fill: '#ddd', d: path });
  const letters = elementsOf(root, 'text').filter(({ attributes }) => attributes['style'] === 'fill:#171717');
  expect(letters.map(textOf)).toEqual(shape === 'block' ? ['b'] : []);
});

test('a cursor on a wide character covers all of it', () => {
  const { root } = svgOf([gridOf(['日'], 3, {}, { column: 1, visible: true })]);
  expect(elementsOf(root, 'path')[0]?.attributes['d']).toBe('M0 0h24v27h-24z');
});

test('the window has its margin, corners, bar and title, and the cells lie inside', () => {
  const grid = gridOf(['x'], 20);
  const window = {
    padding: 10,
    margin: 5,
    marginFill: 0x674eff,
    bar: 'Colorful',
    radius: 8,
    title: 'a & <b>',
  } as const;
  const { root } = svgOf([grid], { picture: picture(grid, window) });
  expect(root.attributes).toMatchObject({ width: '270', height: '87', viewBox: '0 0 270 87' });
  expect(elementsOf(root, 'rect').map(({ attributes }) => attributes['fill'])).toEqual(['#674eff', '#171717']);
  expect(elementsOf(root, 'rect')[1]?.attributes).toMatchObject({ x: '5', y: '5', width: '260', rx: '8' });
  expect(elementsOf(root, 'circle')).toHaveLength(3);
  expect(textOf(elementsOf(root, 'text')[0] ?? root)).toBe('a & <b>');
  expect(elementsOf(root, 'svg')[0]?.attributes).toMatchObject({ x: '15', y: '45', width: '240', height: '27' });
});

test('the title, and the final text as a description, are there for readers that see nothing', () => {
  const { root } = svgOf([gridOf(['start'], 9), gridOf(['┌ end', '', ''], 9)], {}, { title: 'Tom & "Jerry"' });
  expect(textOf(elementsOf(root, 'title')[0] ?? root)).toBe('Tom & "Jerry"');
  expect(textOf(elementsOf(root, 'desc')[0] ?? root)).toBe('┌ end');
});

function withKeys(overlay: string): ReturnType<typeof parseXml> {
  const grid = gridOf([''], 40);
  const encoder = createSvgEncoder({ picture: picture(grid) });
  const changed = { x: 0, y: 0, width: 1, height: 1 };
  const pieces = [
    encoder.begin(filmInfo(1, 1)),
    encoder.frame({ atMs: 0, grid, pixels: null, changed, overlay }),
    encoder.end(),
  ];
  return parseXml(pieces.map((piece) => new TextDecoder().decode(piece ?? new Uint8Array())).join(''));
}

const badgeWidth = (keys: string): string => attributesOf(elementsOf(withKeys(keys), 'rect'), 'width').at(-1) ?? '';

test('pressed keys are shown in the corner', () => {
  expect(elementsOf(withKeys('Ctrl+<C>'), 'text').map(textOf)).toEqual(['Ctrl+<C>']);
});

test('wide characters take two letters of the room for pressed keys and for the title', () => {
  expect(badgeWidth('日本')).toBe(badgeWidth('abcd'));
  const grid = gridOf(['x'], 20);
  const { root } = svgOf([grid], { picture: picture(grid, { bar: 'Colorful', title: '日本語日本語日本語日本語' }) });
  const { root: narrow } = svgOf([grid], { picture: picture(grid, { bar: 'Colorful', title: 'a'.repeat(40) }) });
  const [wideTitle = '', title = ''] = [root, narrow].map((one) => textOf(elementsOf(one, 'text')[0] ?? one));
  expect(wideTitle).toBe(`${'日本語日本語日本語'.slice(0, Math.floor((title.length - 1) / 2))}…`);
});

test('a carried font is in the file, its name cannot leave the rule', () => {
  const font = { family: "X'}*{y", mediaType: 'font/ttf', base64: 'AAEC' };
  const { text } = svgOf([gridOf(['x'], 2)], { font });
  expect(text).toContain("@font-face{font-family:'Xy';src:url(data:font/ttf;base64,AAEC)}");
});

test('a frame that changed nothing adds nothing', () => {
  const grid = gridOf(['x'], 2);
  const encoder = createSvgEncoder({ picture: picture(grid) });
  encoder.begin(filmInfo(1, 1));
  const frame = { grid, pixels: null, changed: { x: 0, y: 0, width: 0, height: 0 } };
  expect(encoder.frame({ ...frame, atMs: 0 })).not.toBeNull();
  expect(encoder.frame({ ...frame, atMs: 100 })).toBeNull();
});

test('no frame is an empty window, one frame does not move', () => {
  expect(framesOf(svgOf([]).root)).toEqual([]);
  const { text, root } = svgOf([gridOf(['x'], 1)]);
  expect(framesOf(root)).toEqual([['x']]);
  expect(text).not.toContain('animation');
});

test('whatever a program prints, the file is XML and says the same', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '</text>',
      '<script>',
      '\u0000',
      '\u001b',
      '\u009b',
      '\ud83d',
      '\ufffe',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 30 }), (clusters) => {
      const grid = gridOf([''], clusters.length);
      grid.text.splice(0, clusters.length, ...clusters);
      const { root } = svgOf([grid], {}, { title: clusters.join('') });
      expect(elementsOf(root, 'script')).toEqual([]);
      expect(elementsOf(root, 'desc')).toHaveLength(1);
    }),
  );
});

test('equal films give equal bytes, and nothing is fetched', () => {
  const grids = [gridOf(['┌─┐', '▚█x'], 4), gridOf(['日本', 'y'], 4)];
  expect(svgOf(grids).text).toBe(svgOf(grids).text);
  expect(svgOf(grids).text.match(/https?:\/\/[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
});

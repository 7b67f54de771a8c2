import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CELLS } from '../../src/dashboard/board.ts';
import { UNICODE_GLYPHS } from '../../src/views/glyphs.ts';
import { inline } from '../../src/views/markdown/inline.ts';
import type { MarkdownPlace } from '../../src/views/markdown/markdown.ts';
import { MARKDOWN_START, markdown } from '../../src/views/markdown/markdown.ts';
import type { Line } from '../../src/views/span.ts';
import { plainText } from '../../src/views/span.ts';

const draw = (text: string, place: MarkdownPlace = MARKDOWN_START, columns = 80) =>
  markdown(text, place, { columns, glyphs: UNICODE_GLYPHS, cells: CELLS });
const shown = (text: string, columns = 80): readonly string[] =>
  draw(text, MARKDOWN_START, columns).lines.map(plainText);
const roles = (line: Line): string => line.map((piece) => `${piece.role}:${piece.text}`).join('|');

/** The words of a pane that folds what is too long. */
const fold = (text: string): string =>
  markdown(text, MARKDOWN_START, { columns: 80, glyphs: UNICODE_GLYPHS, cells: CELLS, opensWith: 'Ctrl-O' })
    .lines.map(plainText)
    .join('\n');

const row = (cell: string): string => `| ${Array.from({ length: 6 }, () => cell).join(' | ')} |`;
const letters = (text: string): string =>
  Array.from(text.replace(/[\s│|─]/g, ''))
    .toSorted()
    .join('');

describe('markdown', () => {
  test.each([
    ['bold', 'a **b** c', 'text:a |strong:b|text: c'],
    ['italic', 'a *b* _c_', 'text:a |emphasis:b|text: |emphasis:c'],
    ['code', 'run `npm test` now', 'text:run |code:npm test|text: now'],
    ['names with underscores stay', 'snake_case_name', 'text:snake_case_name'],
    ['arithmetic stays', '2 * 3 * 4', 'text:2 * 3 * 4'],
    ['an open mark stays', 'a **b', 'text:a **b'],
    ['an escaped mark is a character', '\\*a\\*', 'text:*a*'],
    ['a link shows where it leads', '[docs](https://x.org)', 'link:docs|muted: (https://x.org)'],
    ['a link without words is its target', '[](https://x.org)', 'link:https://x.org'],
    ['marks in a link are drawn', '[**docs**](https://x.org)', 'link:docs|muted: (https://x.org)'],
    ['bold and italic at once', 'a ***b*** c', 'text:a |strong:b|text: c'],
    ['italic within bold', '**a *b***', 'strong:a b'],
    ['bold within italic', '*a **b** c*', 'emphasis:a |strong:b|emphasis: c'],
    ['struck words', 'a ~~b~~ c', 'text:a |struck:b|text: c'],
    ['a single tilde stays', '~5 or ~6', 'text:~5 or ~6'],
    ['code with a backtick', '``a ` b``', 'code:a ` b'],
    ['marks in code stay', '`**a**` **`b`**', 'code:**a**|text: |code:b'],
    ['marks without blanks around them', '重点：**粗体。**后面', 'text:重点：|strong:粗体。|text:后面'],
    ['marks that do not pair up stay', '**a* _b', 'text:*|emphasis:a|text: _b'],
    ['a private name stays', 'use _private here', 'text:use _private here'],
  ])('%s', (_name, text, expected) => {
    expect(roles(inline(text))).toBe(expected);
  });

  test.each([
    ['an open mark holds to the end', 'a **bo', 'text:a |strong:bo'],
    ['half a mark at the end is not drawn', 'a **bo*', 'text:a |strong:bo'],
    ['nor one that has just come', 'a **', 'text:a '],
    ['nor an escape', 'a \\', 'text:a '],
    ['open code', 'run `npm te', 'text:run |code:npm te'],
    ['half a mark of code', 'run ``a`', 'text:run |code:a'],
    ['a link on its way', '[docs](https://x', 'link:docs|muted: (https://x)'],
    ['a name is not taken for a mark', 'use _priv', 'text:use _priv'],
    ['what is complete stays as it is', '**a** b', 'strong:a|text: b'],
  ])('while a line grows: %s', (_name, text, expected) => {
    expect(roles(inline(text, 'text', true))).toBe(expected);
  });

  test('no mark is seen while a text arrives, wherever it is cut', () => {
    const text =
      '# Head\n\n**Finding it**\n- item with `code`\n- ***all*** ~~old~~\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```go\nx\n```\n';
    for (let end = 0; end <= text.length; end += 1) {
      const { lines } = markdown(text.slice(0, end), MARKDOWN_START, {
        columns: 40,
        glyphs: UNICODE_GLYPHS,
        cells: CELLS,
        growing: true,
      });
      expect(lines.map(plainText).join('\n')).not.toMatch(/[*#`~|]/);
    }
  });

  test('a line of equal signs makes the paragraph above a heading', () => {
    const { lines } = draw('Title\n=====\ntext\n====== ======');
    expect(lines.map(roles)).toEqual(['heading:Title', 'text:text', 'text:====== ======']);
  });

  test('marks keep the loudness of a heading, closing signs of it are not drawn', () => {
    expect(draw('## A **bold** head ##').lines.map(roles)).toEqual(['heading:A bold head']);
  });

  test('headings, lists, tasks, quotes and rules get their signs', () => {
    expect(shown('# Title\n- one\n2. two\n- [x] done\n- [ ] open\n> said\n---')).toEqual([
      'Title',
      '• one',
      '2. two',
      '✓ done',
      '◦ open',
      '│ said',
      '─'.repeat(24),
    ]);
  });

  test('code keeps its blanks and its marks', () => {
    expect(shown('```go\nif a {\n    **b**\n}\n```\nafter')).toEqual([
      '┌─ go',
      '│ if a {',
      '│     **b**',
      '│ }',
      '└─',
      'after',
    ]);
  });

  test('the columns of a table line up, wide characters too', () => {
    expect(shown('| a | 数 |\n|---|---:|\n| 日本 | 1 |\n| x | 1000 |')).toEqual([
      'a    │   数',
      '───────────',
      '日本 │    1',
      'x    │ 1000',
    ]);
  });

  test('a table wider than its pane narrows its widest columns and wraps their cells', () => {
    const table =
      '| name | what it is good for | p99 |\n|---|---|---:|\n| aside | **reads** that are many more than writes | 9 ms |';
    expect(shown(table, 34)).toEqual([
      'name  │ what it is good for │  p99',
      '──────────────────────────────────',
      'aside │ reads that are many │ 9 ms',
      '      │ more than writes    │     ',
    ]);
  });

  test('a table with more columns than there is room for becomes a list per row', () => {
    expect(shown(`${row('name')}\n${row('---')}\n${row('one cell')}\n${row('more')}`, 30)).toEqual([
      ...Array.from({ length: 6 }, () => 'name: one cell'),
      '───',
      ...Array.from({ length: 6 }, () => 'name: more'),
    ]);
  });

  test('no row of an aligned table is wider than the pane, and no letter of it is lost', () => {
    const cell = fc.array(fc.constantFrom('word', '漢字', 'extraordinarily', '🚀', 'a'), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 21, max: 90 }),
        (rows, columns) => {
          const lines = rows.map((three) => `| ${three.map((words) => words.join(' ')).join(' | ')} |`);
          const drawn = shown(['| a | b | c |', '|---|---|---|', ...lines].join('\n'), columns);
          expect(drawn.filter((line) => CELLS.width(line) > columns)).toEqual([]);
          expect(letters(drawn.slice(2).join(''))).toBe(letters(lines.join('')));
        },
      ),
    );
  });

  test('tags are letters', () => {
    expect(shown('{bold}x{/bold} {red-fg}')).toEqual(['{bold}x{/bold} {red-fg}']);
  });

  const sources = fc
    .array(
      fc.constantFrom(
        '# h',
        '- item **b**',
        '| a | b |',
        '|---|---|',
        '| 1 | 22 |',
        '```',
        'plain `c`',
        'a line that is long enough to have been broken by an editor',
        'and goes on',
        '',
        '> q',
        '====',
        '|',
      ),
      { maxLength: 14 },
    )
    .map((lines) => lines.join('\n'));

  test('a text that grows piece by piece ends as the same lines', () => {
    fc.assert(
      fc.property(sources, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }), (text, steps) => {
        const kept: Line[] = [];
        let place = MARKDOWN_START;
        let last: readonly Line[] = [];
        let end = 0;
        for (const step of [...steps, text.length]) {
          end = Math.min(text.length, end + step);
          const drawn = draw(text.slice(0, end), place);
          kept.push(...drawn.lines.slice(0, drawn.final));
          last = drawn.lines.slice(drawn.final);
          place = drawn.next;
        }
        expect([...kept, ...last].map(roles)).toEqual(draw(text).lines.map(roles));
      }),
    );
  });

  test('lines that an editor has broken are one paragraph, short lines and list items stay apart', () => {
    const long = 'this line is so long that an editor has broken it';
    expect(shown(`${long}\nhere.\nRoses\nare red`)).toEqual([`${long} here.`, 'Roses', 'are red']);
    expect(shown(`- ${long}\n  in a list\n- next`)).toEqual([`• ${long} in a list`, '• next']);
    expect(shown(`${long}  \nafter a hard break`)).toEqual([`${long}  `, 'after a hard break']);
    expect(shown(`# ${long}\nbelow a heading`)).toEqual([long, 'below a heading']);
  });

  test('no letter is lost from any text without marks', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ,.漢é]{0,80}$/), (text) => {
        expect(shown(text)).toEqual([text]);
      }),
    );
  });

  test('a line nobody reads to its end says how much is left out and how to see it', () => {
    const line = `${'🚀'.repeat(15_000)}end`;
    expect(fold(line)).toMatch(/^(?:🚀)+ … 28,803 more characters, Ctrl-O shows them … (?:🚀)+end$/u);
    expect(fold(`\`\`\`\n${line}\n\`\`\``)).toContain('more characters');
    expect(shown(line)).toEqual([line]);
  });

  test('hostile lines cost no more than their length', () => {
    const hostile = [
      '*'.repeat(7900),
      '['.repeat(7900),
      '`a'.repeat(3900),
      '_a '.repeat(2600),
      '# '.repeat(3900),
      '|'.repeat(9000),
      '['.repeat(100_000),
      '**a '.repeat(1900),
      'a* *b '.repeat(1300),
      '[a]('.repeat(1900),
      '` `` '.repeat(1500),
    ];
    for (const text of hostile) expect(shown(text).join('').length).toBeGreaterThan(0);
  });
});

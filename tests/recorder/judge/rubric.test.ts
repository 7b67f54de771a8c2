import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRubric, rubricProblemLine } from '../../../src/recorder/judge/rubric.ts';

const FOLDER = resolve(import.meta.dirname, '../../../recordings/rubrics');

const SMALL = `id: small
criteria:
  - id: clear
    question: Is it clear?
    anchors: { 0: no, 4: yes }
`;

const problemsOf = (text: string): readonly string[] => {
  const parsed = parseRubric(text);
  return parsed.ok ? [] : parsed.error.map((problem) => rubricProblemLine('r.yaml', problem));
};

describe('a rubric file', () => {
  test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s of the package can be read', (name) => {
    expect(problemsOf(readFileSync(join(FOLDER, name), 'utf8'))).toEqual([]);
  });

  test('has ten questions with five anchors each when it is the default one', () => {
    const parsed = parseRubric(readFileSync(join(FOLDER, 'default.yaml'), 'utf8'));
    const rubric = parsed.ok ? parsed.value : null;
    expect(rubric?.criteria).toHaveLength(10);
    expect(rubric?.criteria.flatMap(({ anchors }) => anchors).filter((text) => text === null)).toEqual([]);
    expect(rubric?.frames).toBe(12);
  });

  test('needs an id and questions; everything else has a default', () => {
    expect(parseRubric(SMALL)).toEqual({
      ok: true,
      value: {
        id: 'small',
        title: 'small',
        frames: 12,
        criteria: [
          {
            id: 'clear',
            weight: 1,
            question: 'Is it clear?',
            anchors: ['no', null, null, null, 'yes'],
            frames: null,
            must: null,
          },
        ],
      },
    });
  });

  test('may filter frames, weigh criteria and demand a score', () => {
    const parsed = parseRubric(`${SMALL}    weight: 2.5\n    must: 3\n    frames: [last, voting]\n`);
    expect(parsed.ok && parsed.value.criteria[0]).toMatchObject({ weight: 2.5, must: 3, frames: ['last', 'voting'] });
    const list = parseRubric('id: a\ncriteria:\n  - { id: b, question: c, anchors: [v, w, x, y, z], frames: first }');
    expect(list.ok && list.value.criteria[0]).toMatchObject({ anchors: ['v', 'w', 'x', 'y', 'z'], frames: ['first'] });
  });

  test('tells all its mistakes at once, each with its place and a suggestion', () => {
    const text = `id: two words
tittle: x
frames: 61
criteria:
  - id: a
    wieght: 2
    anchors: { 0: no, 5: far, 4: yes }
    must: 9
  - id: a
    question: Again?
    anchors: { 0: no }
`;
    expect(problemsOf(text)).toEqual([
      'r.yaml:2:9  tittle: did you mean title?',
      'r.yaml:1:5  id: expected letters, digits, - and _',
      'r.yaml:3:9  frames: expected a whole number from 1 to 60',
      'r.yaml:6:13  criteria[0].wieght: did you mean weight?',
      'r.yaml:5:5  criteria[0].question: is missing',
      'r.yaml:8:11  criteria[0].must: expected a number from 0 to 4',
      'r.yaml:7:26  criteria[0].anchors[5]: scores go from 0 to 4',
      'r.yaml:11:14  criteria[1].anchors: the score 4 has no text',
    ]);
  });

  test('names two criteria of one id', () => {
    expect(problemsOf(`${SMALL}${SMALL.split('\n').slice(2).join('\n')}`)).toEqual([
      'r.yaml:6:5  criteria[1]: there are two criteria named clear',
    ]);
  });

  test('tells broken YAML with its line, and what is no rubric at all', () => {
    expect(problemsOf('id: [\n')[0]).toMatch(/^r\.yaml:\d+:\d+ {2}/);
    expect(problemsOf('')[0]).toContain('expected id, title, frames, criteria');
    expect(problemsOf('id: a\ncriteria: none')).toEqual(['r.yaml:2:11  criteria: expected a list of 1 to 50 criteria']);
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseRubric(text);
        expect(parsed.ok || parsed.error.length > 0).toBe(true);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { COMMANDS, DIRECTIVES, SETTINGS } from '../../../src/recorder/tape/tables.ts';
import { readTapeTime, writeTapeTime } from '../../../src/recorder/tape/tape-time.ts';

describe('the tables', () => {
  test.each([
    ['commands', COMMANDS.map(({ name }) => name)],
    ['settings', SETTINGS.map(({ name }) => name)],
    ['directives', DIRECTIVES.map(({ name }) => name)],
  ])('name the %s once each', (_what, names) => {
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(SETTINGS.filter(({ standard }) => standard !== '').map(({ name, standard }) => [name, standard]))(
    'give %s a default that a tape can set',
    (name, standard) => {
      const value = /^[\d.]+(ms|s|%)?$|^true$/.test(standard) ? standard : `"${standard}"`;
      expect(parseTape(`Set ${name} ${value}`)).toMatchObject({ errors: [], raw: [['Set', name, expect.any(String)]] });
    },
  );

  test.each(COMMANDS.map(({ name, description }) => [name, description]))(
    'know %s, as the parser does: %s',
    (name, description) => {
      expect(description).toMatch(/\.$/);
      expect(parseTape(name).raw[0]?.[0]).toBe(name);
    },
  );
});

describe('a time', () => {
  test.each([
    ['1s', 1000],
    ['250ms', 250],
    ['.5s', 500],
    ['1.s', 1000],
    ['2m', 120_000],
    ['3', 3000],
    ['1.2.3s', null],
    ['s', null],
    ['', null],
    ['1h', null],
    ['-1s', null],
    [`${'9'.repeat(30)}s`, null],
  ])('%j is %s ms', (text, expected) => {
    expect(readTapeTime(text)).toBe(expected);
  });

  test.each([
    [80, '80ms'],
    [1500, '1.5s'],
    [120_000, '120s'],
    [0, '0ms'],
  ])('of %d ms is written %s, and read again', (ms, text) => {
    expect(writeTapeTime(ms)).toBe(text);
    expect(readTapeTime(text)).toBe(ms);
  });
});

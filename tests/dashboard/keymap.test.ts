import { describe, expect, test } from 'vitest';

import { actionFor, expandKeys, keyName, KEYMAP, ZONES } from '../../src/dashboard/keymap.ts';
import { choicesOf, helpSections } from '../../src/dashboard/key-help.ts';
import type { HintScene } from '../../src/dashboard/key-hints.ts';
import { hintsFor } from '../../src/dashboard/key-hints.ts';

/** Keys that other programs take before us: tmux, screen, telnet, flow control. */
const RESERVED = new Set(['C-b', 'C-s', 'C-q', 'C-\\', 'C-]', 'C-^', 'C-@', 'f10', 'f11', 'f12', 'C-tab']);

const keysOf = (zone: string): readonly string[] =>
  KEYMAP.filter((row) => row.zone === zone).flatMap((row) => expandKeys(row.keys));

describe('the table of keys', () => {
  test.each(ZONES)('no key does two things in zone %s, nor hides one that holds everywhere', (zone) => {
    const own = keysOf(zone);
    const everywhere = zone === 'any' ? [] : keysOf('any');
    expect(new Set([...own, ...everywhere]).size).toBe(own.length + everywhere.length);
  });

  test('no action hangs on a key that tmux, screen or flow control takes', () => {
    const rows = Map.groupBy(KEYMAP, (row) => `${row.zone} ${row.action}`);
    const stuck = [...rows].filter(([, same]) =>
      same.flatMap((row) => expandKeys(row.keys)).every((key) => RESERVED.has(key)),
    );
    expect(stuck).toEqual([]);
  });

  test('keys of a zone win over nothing, keys of all zones hold everywhere', () => {
    expect(actionFor('keys', '7')).toBe('pick_pane');
    expect(actionFor('keys', 'G')).toBe('follow');
    expect(actionFor('edit', 'G')).toBeNull();
    expect(actionFor('edit', 'C-c')).toBe('interrupt');
    expect(actionFor('help', 'C-c')).toBe('interrupt');
    expect(actionFor('stop', 'enter')).toBeNull();
  });

  test('the help has every row of the table', () => {
    const help = helpSections().flatMap((section) => section.rows.map((row) => row.help));
    for (const row of KEYMAP) {
      if (row.zone === 'help' || row.zone === 'stop') continue;
      expect(help).toContain(row.help);
    }
    expect(choicesOf('stop').map((row) => row.keys)).toEqual(['a', 'c', 'q', 'Esc']);
  });

  test('the help names every key of the line editor', () => {
    const edit = helpSections().find((section) => section.title.startsWith('EDIT'));
    const words = (edit?.rows ?? []).map((row) => `${row.keys} ${row.help}`).join(' ');
    const chords = ['C-a', 'C-b', 'C-d', 'C-e', 'C-f', 'C-j', 'C-k', 'C-n', 'C-p', 'C-u', 'C-w', 'C-y', 'C-_'];
    for (const chord of [...chords, 'home', 'end', 'left', 'right', 'up', 'down'])
      expect(words).toContain(keyName(chord));
    for (const name of ['Alt-B', 'Alt-F', 'Alt-Enter', 'Alt-Backspace', 'Shift-Enter', 'Ctrl-Left', 'Delete'])
      expect(words).toContain(name);
  });

  test('hints name keys that do what they say', () => {
    for (const zone of ['edit', 'keys', 'help', 'stop'] as const) {
      for (const turn of ['none', 'running', 'ended'] as const) {
        const hints = hintsFor(zone, turn);
        expect(hints.length).toBeGreaterThan(0);
        const names = KEYMAP.filter((row) => row.zone === zone || row.zone === 'any').map((row) =>
          keyName(row.keys[0]),
        );
        for (const hint of hints) expect(names).toContain(hint.keys);
      }
    }
  });

  test('the way out and the way to cancel keep their place longest, following is offered where it is held', () => {
    const labels = hintsFor('keys', 'running', { held: true }).toSorted((a, b) => b.keeps - a.keeps);
    expect(labels.slice(0, 3).map((hint) => hint.label)).toEqual(['leave', 'follow', 'cancel']);
    expect(hintsFor('keys', 'running').map((hint) => hint.label)).not.toContain('follow');
  });

  test('chords are written as people know them', () => {
    expect(['C-c', 'S-tab', 'escape', 'G', 'pageup'].map(keyName)).toEqual(['Ctrl-C', 'Shift-Tab', 'Esc', 'G', 'PgUp']);
  });
});

const labelsOf = (scene: HintScene): readonly string[] => hintsFor('keys', 'running', scene).map((hint) => hint.label);

test('what would change nothing is not offered', () => {
  expect(labelsOf({ layouts: true })).toContain('layout');
  expect(labelsOf({ layouts: false })).not.toContain('layout');
  expect(labelsOf({ several: false })).not.toContain('next agent');
});

test('a replay offers neither the input line nor cancelling', () => {
  const labels = labelsOf({ readOnly: true });
  expect(labels).toEqual(expect.arrayContaining(['leave', 'scroll', 'next agent']));
  expect(labels.filter((label) => label === 'type' || label === 'cancel')).toEqual([]);
});

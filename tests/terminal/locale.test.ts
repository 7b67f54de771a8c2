import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/terminal/capabilities.ts';
import { assume, hasUtf8 } from '../../src/terminal/capabilities.ts';

describe('frames and marks are', () => {
  const rows: readonly (readonly [string, Environment, 'ascii' | 'unicode'])[] = [
    ['no locale at all', {}, 'unicode'],
    ['an empty locale', { LC_ALL: '', LC_CTYPE: '', LANG: '' }, 'unicode'],
    ['C', { LANG: 'C' }, 'ascii'],
    ['POSIX', { LANG: 'POSIX' }, 'ascii'],
    ['C in UTF-8', { LANG: 'C.UTF-8' }, 'unicode'],
    ['C in UTF-8, short', { LC_ALL: 'C.utf8' }, 'unicode'],
    ['only the character set, as macOS sets it', { LC_CTYPE: 'UTF-8' }, 'unicode'],
    ['a language that names no character set', { LANG: 'en_US' }, 'unicode'],
    ['Latin 1', { LANG: 'en_US.ISO-8859-1' }, 'ascii'],
    ['Latin 9 by its old name', { LANG: 'de_DE@euro' }, 'ascii'],
    ['UTF-8 with a variant', { LANG: 'ca_ES.UTF-8@valencia' }, 'unicode'],
    ['a Japanese character set', { LANG: 'ja_JP.eucJP' }, 'ascii'],
    ['LC_ALL before LANG', { LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'ascii'],
    ['LC_ALL before LC_CTYPE', { LC_ALL: 'en_US.UTF-8', LC_CTYPE: 'C' }, 'unicode'],
    ['LC_CTYPE before LANG', { LC_CTYPE: 'en_US.UTF-8', LANG: 'C' }, 'unicode'],
    ['an empty LC_ALL, which does not count', { LC_ALL: '', LANG: 'C' }, 'ascii'],
    ['another category, which does not count', { LC_MESSAGES: 'C', LANG: 'en_US.UTF-8' }, 'unicode'],
  ];
  test.each(rows)('chosen by the locale: %s', (_name, env, signs) => {
    expect(assume({ TERM: 'xterm-256color', ...env })).toMatchObject({ signs, ambiguousCells: 1 });
    expect(hasUtf8(env)).toBe(signs === 'unicode');
  });

  test.each(['linux', 'vt100', 'vt220', 'cons25'])('plain on %s, whatever the locale', (TERM) => {
    expect(assume({ TERM, LANG: 'en_US.UTF-8' }).signs).toBe('ascii');
  });
});

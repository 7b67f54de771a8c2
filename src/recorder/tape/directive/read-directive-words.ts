import { nearest } from '../../../shared/nearest.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Directive, DirectiveName, LintRuleSetting } from '../directive.ts';
import { OUTPUT_EXTENSIONS, outputKind } from '../output-kind.ts';
import { DIRECTIVES, EXTRA_KEYS, LINT_RULES, VHS_KEYS } from '../tables.ts';
import { readExpectation } from './read-expectation.ts';
import { DirectiveRefused, WordReader } from './word-reader.ts';
import { splitWords } from './words.ts';
import type { Word, WordProblem } from './words.ts';

/** As upstream: a judge looks at no more frames. */
const MOST_JUDGED_FRAMES = 60;

function readOutput(words: WordReader): Directive {
  const path = words.text('a path');
  if (outputKind(path) === null) words.refuseLast(`unknown kind of output: one of ${OUTPUT_EXTENSIONS.join(' ')}`);
  return { name: 'output', path };
}

/** A name, perhaps in folders of its own, that cannot lead out of the folder of goldens. */
function readGolden(words: WordReader): Directive {
  const golden = words.text('a name');
  if (!/^\w[\w.-]*(\/\w[\w.-]*)*$/.test(golden))
    words.refuseLast('a golden is named with letters, digits, dots and dashes');
  return { name: 'golden', golden, level: words.isDone ? null : words.choice(['text', 'cells', 'pixels'] as const) };
}

function readLint(words: WordReader): Directive {
  const on = words.choice(['on', 'off']) === 'on';
  const rules: LintRuleSetting[] = [];
  while (!words.isDone) {
    const given = LINT_RULES.find((rule) => words.has(`${rule}=`));
    const text = given === undefined ? null : words.option(given);
    if (given !== undefined && text !== null) {
      const limit = /^\d+(\.\d+)?$/.test(text) ? Number(text) : words.refuseLast(`${given} needs a number`);
      rules.push({ rule: given, limit });
    } else {
      rules.push({ rule: words.choice(LINT_RULES), limit: null });
    }
  }
  return { name: 'lint', on, rules };
}

function readJudge(words: WordReader): Directive {
  const rubric = words.text('a rubric');
  const text = words.option('frames');
  if (text === null) return { name: 'judge', rubric, frames: null };
  return { name: 'judge', rubric, frames: words.integer('a number of frames', 1, MOST_JUDGED_FRAMES, text) };
}

function readSpeed(words: WordReader): Directive {
  const text = words.text('a factor such as 4x');
  const factor = /^(\d+\.?\d*|\.\d+)x?$/.test(text) ? Number.parseFloat(text) : 0;
  return factor > 0 && factor <= 1000 ? { name: 'speed', factor } : words.refuseLast('expected a factor such as 4x');
}

/** `F5`, `x`, `Ctrl+Shift+Up`. */
function readKey(words: WordReader): Directive {
  const key = words.text('a key');
  const parts = key.length === 1 ? [key] : key.split('+');
  const last = parts.at(-1) ?? '';
  const areModifiers = parts.slice(0, -1).every((part) => part === 'Ctrl' || part === 'Alt' || part === 'Shift');
  const isKey = Array.from(last).length === 1 || [...VHS_KEYS, ...EXTRA_KEYS].some((name) => name === last);
  if (areModifiers && isKey) return { name: 'key', key };
  const [guess] = nearest(last, [...VHS_KEYS, ...EXTRA_KEYS]);
  return words.refuseLast(guess === undefined ? `${key} is no key` : `${last} is no key; did you mean ${guess}?`);
}

function readMouse(words: WordReader): Directive {
  const action = words.choice(['click', 'wheel']);
  const at = words.place();
  if (action === 'click') return { name: 'mouse', action, at };
  return { name: 'mouse', action, at, notches: words.integer('notches such as +3', -1000, 1000) };
}

/** Commas may touch the names or stand alone. */
function readThemes(words: WordReader): Directive {
  const names = words.rawRest('themes').split(',');
  const themes = names.map((name) => name.trim().replace(/^(["'`])(.*)\1$/, '$2'));
  return themes.every((name) => name !== '') ? { name: 'themes', themes } : words.refuseLast('a theme has no name');
}

const READERS: { readonly [Name in DirectiveName]: (words: WordReader) => Directive } = {
  size: (words) => ({ name: 'size', ...words.size() }),
  resize: (words) => ({ name: 'resize', ...words.size() }),
  exec: (words) => ({ name: 'exec', argv: words.all('a program') }),
  'vhs-only': (words) => ({ name: 'vhs-only', edge: words.choice(['begin', 'end']) }),
  clock: (words) => ({ name: 'clock', clock: words.choice(['real', 'virtual']) }),
  seed: (words) => ({ name: 'seed', seed: words.integer('a number', 0, Number.MAX_SAFE_INTEGER) }),
  timezone: (words) => ({ name: 'timezone', value: words.text('a time zone') }),
  locale: (words) => ({ name: 'locale', value: words.text('a locale') }),
  unicode: (words) => ({ name: 'unicode', version: words.choice(['11', '15']) === '11' ? 11 : 15 }),
  output: readOutput,
  expect: readExpectation,
  golden: readGolden,
  mask: (words) => ({ name: 'mask', pattern: words.pattern(), as: words.skip('as') ? words.text('a text') : null }),
  lint: readLint,
  judge: readJudge,
  marker: (words) => ({ name: 'marker', text: words.rest('a text') }),
  caption: (words) => ({ name: 'caption', text: words.rest('a text') }),
  keys: (words) => ({ name: 'keys', shown: words.choice(['on', 'off']) === 'on' }),
  speed: readSpeed,
  'idle-limit': (words) => ({ name: 'idle-limit', ms: words.time() }),
  'hold-last': (words) => ({ name: 'hold-last', ms: words.time() }),
  settle: (words) => ({ name: 'settle', ms: words.time() }),
  key: readKey,
  mouse: readMouse,
  themes: readThemes,
};

const WITH_PATTERNS: readonly DirectiveName[] = ['expect', 'mask'];

type Environment = ((name: string) => string | undefined) | undefined;

/** Puts variables in the place of `${NAME}`; patterns keep theirs, where `$` means the end. */
function withVariables(words: readonly Word[], environment: Environment): Result<readonly Word[], WordProblem> {
  if (environment === undefined) return ok(words);
  let missing: WordProblem | undefined;
  const replaced = words.map((word): Word => {
    if (word.kind === 'pattern') return word;
    const text = word.text.replaceAll(/\$\{(\w+)\}/g, (_whole, name: string) => {
      const value = environment(name);
      if (value === undefined) missing ??= { message: `${name} is not set`, start: word.start, end: word.end };
      return value ?? '';
    });
    return { ...word, text };
  });
  return missing === undefined ? ok(replaced) : fail(missing);
}

/** Reads `size 120x36` and the like from `text`, starting at `from`. */
export function readDirectiveWords(
  text: string,
  from: number,
  environment?: Environment,
): Result<Directive, WordProblem> {
  const match = /\S+/g;
  match.lastIndex = from;
  const found = match.exec(text);
  if (found === null) return fail({ message: 'massgen: needs a directive', start: 0, end: text.trimEnd().length });
  const end = found.index + found[0].length;
  const name: Word = { text: found[0], kind: 'bare', start: found.index, end };
  const row = DIRECTIVES.find((directive) => directive.name === name.text);
  if (row === undefined) {
    const names = DIRECTIVES.map((directive) => directive.name);
    const [guess] = nearest(name.text, names);
    const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
    return fail({ message: `Unknown directive: ${name.text}${hint}`, start: name.start, end });
  }
  const words = splitWords(text, end, WITH_PATTERNS.includes(row.name));
  if ('message' in words) return fail(words);
  const known = withVariables(words, environment);
  if (!known.ok) return known;
  try {
    const reader = new WordReader(name, known.value, text);
    const directive = READERS[row.name](reader);
    reader.end();
    return ok(directive);
  } catch (error) {
    if (error instanceof DirectiveRefused) return fail(error.problem);
    throw error;
  }
}

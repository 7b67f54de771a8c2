import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/**
 * The twin of the import table in the architecture notes: folder → folders it may import. A folder may always import
 * itself. `packages` lists what it may import from npm or Node: 'any', or those named.
 */
const RULES: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: 'any' | readonly string[] }>
> = {
  shared: { folders: [], packages: [] },
  coordination: { folders: ['shared'], packages: [] },
  config: { folders: ['shared', 'coordination'], packages: ['yaml'] },
  prompts: { folders: ['shared', 'coordination', 'config'], packages: [] },
  views: { folders: ['shared', 'coordination', 'config'], packages: [] },
  'runtime/ports': { folders: ['shared', 'coordination', 'config'], packages: [] },
  runtime: { folders: ['shared', 'coordination', 'config', 'prompts', 'runtime/ports'], packages: [] },
  providers: { folders: ['shared', 'coordination', 'config', 'runtime/ports'], packages: 'any' },
  store: { folders: ['shared', 'coordination', 'config', 'runtime/ports'], packages: 'any' },
  'model-server': { folders: ['shared', 'coordination', 'config', 'runtime/ports'], packages: 'any' },
  terminal: { folders: ['shared'], packages: 'any' },
  commands: { folders: ['shared', 'coordination'], packages: [] },
  dashboard: {
    folders: ['shared', 'coordination', 'views', 'commands', 'terminal', 'runtime/ports'],
    packages: [],
  },
  recorder: {
    folders: ['shared', 'coordination', 'views', 'terminal', 'runtime/ports', 'store'],
    packages: 'any',
  },
  types: { folders: [], packages: 'any' },
  cli: { folders: ['*'], packages: 'any' },
  'main.ts': { folders: ['cli'], packages: 'any' },
  'index.ts': { folders: ['*'], packages: 'any' },
};

const MAX_LINES = 300;
const MAX_FILES_PER_FOLDER = 20;
const MAX_DEPTH = 3;

interface ImportSite {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : name.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(file: string): ImportSite[] {
  // Comments may speak of imports; only code counts.
  const code = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const found: ImportSite[] = [];
  for (const match of code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)) {
    found.push({ file, specifier: match[2] ?? '', typeOnly: match[1] !== undefined, dynamic: false });
  }
  for (const match of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) {
    found.push({ file, specifier: match[1] ?? '', typeOnly: false, dynamic: true });
  }
  return found;
}

const homeOf = (file: string): string => {
  const parts = relative(SRC, file).split('/');
  const [first = '', second = ''] = parts;
  return first === 'runtime' && second === 'ports' ? 'runtime/ports' : first;
};

const ALL = filesUnder(SRC);
const IMPORTS = ALL.flatMap(importsOf);
const shown = (file: string): string => relative(ROOT, file);

test('every import goes in a direction the architecture allows', () => {
  const offences = IMPORTS.flatMap(({ file, specifier }) => {
    const home = homeOf(file);
    const rule = RULES[home];
    if (rule === undefined) return [`${shown(file)} lies in a folder the architecture does not know: ${home}`];
    if (specifier.startsWith('.')) {
      const target = homeOf(resolve(dirname(file), specifier));
      if (target === home || rule.folders.includes(target) || rule.folders.includes('*')) return [];
      return [`${shown(file)} imports ${specifier}, but ${home} must not import ${target}`];
    }
    if (rule.packages === 'any' || rule.packages.some((name) => name === specifier)) return [];
    return [`${shown(file)} imports the package ${specifier}, but ${home} must stay free of it`];
  });
  expect(offences).toEqual([]);
});

test('only the host touches blessed, and only the command line imports lazily', () => {
  const offences = IMPORTS.flatMap(({ file, specifier, dynamic }) => {
    const path = shown(file);
    const told: string[] = [];
    if (
      /^(neo-)?blessed$/.test(specifier) &&
      !path.startsWith('src/terminal/host/') &&
      !path.startsWith('src/types/')
    ) {
      told.push(`${path} imports ${specifier}, but only src/terminal/host may`);
    }
    if (dynamic && !path.startsWith('src/cli/') && path !== 'src/main.ts' && path !== 'src/index.ts') {
      told.push(`${path} uses import('${specifier}'), but only src/cli decides what is loaded when`);
    }
    return told;
  });
  expect(offences).toEqual([]);
});

test('nobody imports the command line except the two doors', () => {
  const offences = IMPORTS.filter(
    ({ file, specifier }) =>
      specifier.startsWith('.') &&
      homeOf(resolve(dirname(file), specifier)) === 'cli' &&
      !['cli', 'main.ts', 'index.ts'].includes(homeOf(file)),
  ).map(({ file, specifier }) => `${shown(file)} imports ${specifier}`);
  expect(offences).toEqual([]);
});

test('no file imports itself by a detour, type imports included', () => {
  const edges = new Map<string, string[]>();
  for (const { file, specifier } of IMPORTS) {
    if (!specifier.startsWith('.')) continue;
    edges.set(file, [...(edges.get(file) ?? []), resolve(dirname(file), specifier)]);
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      cycles.push([...trail.slice(at), file].map(shown).join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of ALL) visit(file, []);
  expect(cycles).toEqual([]);
});

test('files stay small, folders stay shallow and short', () => {
  const offences = ALL.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n').length - 1;
    const depth = relative(SRC, dirname(file)).split('/').filter(Boolean).length;
    return [
      ...(lines > MAX_LINES ? [`${shown(file)} has ${lines} lines`] : []),
      ...(depth > MAX_DEPTH ? [`${shown(file)} lies ${depth} folders deep`] : []),
    ];
  });
  const crowded = Map.groupBy(ALL, (file) => dirname(file))
    .entries()
    .filter(([, files]) => files.length > MAX_FILES_PER_FOLDER)
    .map(([folder, files]) => `${shown(folder)} holds ${files.length} files`);
  expect([...offences, ...crowded]).toEqual([]);
});

import type { BackendConfig } from '../config.ts';
import type { Path } from '../path.ts';
import { isRawMap, show } from '../reader.ts';

interface SearchProblem {
  /** Inside the backend block. */
  readonly path: Path;
  readonly message: string;
  readonly suggestion: string;
}

/** How OpenRouter's search may be set. */
const OPENROUTER_WORDS = { engine: ['exa', 'native'], search_context_size: ['low', 'medium', 'high'] } as const;

/** Where xAI's older way to ask for a search may stand. */
const PLACES_OF_OLD_SEARCH: readonly Path[] = [
  ['search_parameters'],
  ['extra_body', 'search_parameters'],
  ['extra_params', 'search_parameters'],
];

/** What MassGen takes when it reads the file, and stops at when it sends the first search (`backends.md` §9.5, §12.1). */
export function searchProblems(backend: BackendConfig): readonly SearchProblem[] {
  if (!backend.enable_web_search) return [];
  if (backend.type === 'openrouter') {
    return (['engine', 'search_context_size'] as const).flatMap((key) => {
      const words: readonly string[] = OPENROUTER_WORDS[key];
      const given = backend[key];
      if (given === null || words.includes(given)) return [];
      const message = `must be one of ${words.join(', ')}, not ${show(given)}`;
      return [{ path: [key], message, suggestion: `Use one of ${words.join(', ')}.` }];
    });
  }
  if (backend.type !== 'grok') return [];
  return PLACES_OF_OLD_SEARCH.filter((path) => isGiven(backend.params, path)).map((path) => ({
    path,
    message: '"search_parameters" and "enable_web_search" both ask for a search',
    suggestion: 'Keep "enable_web_search: true".',
  }));
}

function isGiven(params: BackendConfig['params'], path: Path): boolean {
  const found = path.reduce<unknown>((value, part) => (isRawMap(value) ? value[part] : undefined), params);
  return found !== undefined && found !== null;
}

import type { ProviderFailure } from '../ports/model.ts';

type Params = Readonly<Record<string, unknown>>;

/** Settings that a model refused by name: later calls of it go without them (`backends.md` §8.4). */
export interface LeftOut {
  /** `params` without what was refused. */
  apply(params: Params): Params;
  /** Notes what the refusal of a call with these settings names; null when it names none of them. */
  note(failure: ProviderFailure, sent: Params): string | null;
}

/** What a provider calls a setting → what a configuration may call it. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  max_output_tokens: ['max_tokens', 'max_completion_tokens'],
  max_completion_tokens: ['max_tokens', 'max_output_tokens'],
  max_tokens: ['max_completion_tokens', 'max_output_tokens'],
  reasoning_effort: ['reasoning'],
  'reasoning.effort': ['reasoning_effort'],
  'output_config.effort': ['reasoning', 'effort'],
  'text.verbosity': ['verbosity'],
  stop_sequences: ['stop'],
};

/** Asked for without a word in the configuration, so there is nothing to remove: it is set to nothing instead. */
const SUMMARY = 'reasoning.summary';

/** Names come from the provider: what every object inherits is no setting. */
const isSet = (params: Params, name: string): boolean =>
  Object.hasOwn(params, name) && params[name] !== undefined && params[name] !== null;

const aliasesOf = (path: string): readonly string[] => (Object.hasOwn(ALIASES, path) ? (ALIASES[path] ?? []) : []);

const reasoningOf = ({ reasoning }: Params): { readonly summary?: unknown } =>
  typeof reasoning === 'object' && reasoning !== null ? reasoning : {};

/** The first of the names under which a setting may be known here. */
function nameOf(path: string, params: Params): string | undefined {
  if (path === SUMMARY) return reasoningOf(params).summary === null ? undefined : SUMMARY;
  const names = [path, ...aliasesOf(path), path.split(/[.[]/, 1)[0] ?? ''];
  return names.find((name) => isSet(params, name));
}

/** Begins with nothing left out, and remembers for as long as the session lasts. */
export function createLeftOut(): LeftOut {
  const gone = new Set<string>();

  function apply(params: Params): Params {
    if (gone.size === 0) return params;
    const kept = Object.fromEntries(Object.entries(params).filter(([name]) => !gone.has(name)));
    return gone.has(SUMMARY) ? { ...kept, reasoning: { ...reasoningOf(kept), summary: null } } : kept;
  }

  return {
    apply,
    note({ class: why, status, param }, sent) {
      if (why !== 'bad_request' || (status !== 400 && status !== 422)) return null;
      const name = nameOf(param ?? '', sent);
      if (name === undefined) return null;
      gone.add(name);
      return name;
    },
  };
}

import type { WireFamily } from '../runtime/ports/model.ts';
import type { HostQuirks } from './hosts.ts';
import { refusedParameters } from './hosts.ts';
import { UNSUPPORTED } from './shared/unsupported.ts';

/** A setting that a request will not carry, and why. */
export interface IgnoredParameter {
  readonly parameter: string;
  readonly why: string;
}

const GEMINI_OWN_TOOLS = ['enable_web_search', 'enable_code_execution'];

/**
 * The settings of a backend block that never reach its provider, to be told once before a run: refused by the host, unknown
 * to the protocol, or in each other's way. Agents always have tools, so it is judged as for a request with tools.
 */
export function ignoredParameters(
  family: WireFamily,
  quirks: HostQuirks,
  params: Readonly<Record<string, unknown>>,
  model: string,
): readonly IgnoredParameter[] {
  const isSet = (parameter: string): boolean => params[parameter] !== undefined && params[parameter] !== null;
  const ignored: IgnoredParameter[] = [...refusedParameters(quirks, params, model)];
  const isNews = (parameter: string): boolean => !ignored.some((known) => known.parameter === parameter);
  for (const parameter of UNSUPPORTED[family].filter((name) => isSet(name) && isNews(name))) {
    ignored.push({ parameter, why: 'the protocol has no such setting' });
  }
  if (family === 'openai-chat' && quirks.reasoning === 'drop' && isSet('reasoning')) {
    ignored.push({ parameter: 'reasoning', why: 'this host has its own settings for it; see extra_params' });
  }
  if (family === 'google-generate' && !/gemini-(?:[3-9]|\d{2})/.test(model)) {
    for (const parameter of GEMINI_OWN_TOOLS.filter((name) => params[name] === true)) {
      ignored.push({ parameter, why: 'models before Gemini 3 do not take it together with tools' });
    }
  }
  return ignored;
}

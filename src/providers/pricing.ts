import { createRequire } from 'node:module';
import type { calcPrice, MatchLogic } from '@pydantic/genai-prices';
import type { Usage } from '../coordination/usage.ts';
import type { Pricing } from '../runtime/ports/pricing.ts';

/** Backend types whose prices are known; a type that is missing here has none we could trust. */
const PRICED_AS: Readonly<Record<string, string>> = {
  openai: 'openai',
  claude: 'anthropic',
  gemini: 'google',
  grok: 'x-ai',
  azure_openai: 'azure',
  cerebras: 'cerebras',
  together: 'together',
  fireworks: 'fireworks',
  groq: 'groq',
  openrouter: 'openrouter',
  moonshot: 'moonshotai',
  zai: 'zai',
  deepseek: 'deepseek',
  mistral: 'mistral',
};

/** What may follow a model's name without making it another model: a date, a build, a pointer to the newest build. */
const SAME_MODEL =
  /^(?:[-@](?:\d{8}|\d{4}-\d{2}-\d{2}|\d{4}|\d{3}|latest|preview(?:-[\d-]+)?|exp(?:-[\d-]+)?)|-v\d+(?::\d+)?|:(?:beta|free|extended))*$/;

const DATE_SUFFIX = /[-@](?:\d{8}|\d{4}-\d{2}-\d{2})$/;

/** The texts by which a price row says which names are its own. */
function claims(match: MatchLogic): readonly string[] {
  if ('or' in match) return match.or.flatMap(claims);
  if ('and' in match) return match.and.flatMap(claims);
  if ('equals' in match) return [match.equals];
  return 'starts_with' in match ? [match.starts_with] : [];
}

/** The price list also matches by prefix, so that `claude-sonnet-5-5` gets the price of its elder sister. Not here. */
function isSameModel(model: string, id: string, match: MatchLogic): boolean {
  const asked = model.toLowerCase();
  return [id, ...claims(match)]
    .map((name) => name.toLowerCase())
    .some((name) => asked.startsWith(name) && SAME_MODEL.test(asked.slice(name.length)));
}

interface PriceList {
  readonly calcPrice: typeof calcPrice;
}

// Nearly a megabyte of prices: read when the first call has ended, not while the first request waits to be sent.
const require = createRequire(import.meta.url);
const priceList = (): PriceList => require('@pydantic/genai-prices') as PriceList;

function listPrice(providerId: string, model: string, usage: Record<string, number>): number | null {
  const found = priceList().calcPrice(usage, model, { providerId });
  if (found === null || !isSameModel(model, found.model.id, found.model.match)) return null;
  return Number.isFinite(found.total_price) ? found.total_price : null;
}

function cost(backendType: string, model: string, usage: Usage): number | null {
  // What the host itself charged outweighs any list.
  if (usage.cost !== null) return usage.cost;
  const providerId = PRICED_AS[backendType];
  if (providerId === undefined || usage.input === null || usage.output === null) return null;
  const counted = {
    input_tokens: usage.input,
    output_tokens: usage.output,
    ...(usage.cacheRead === null ? {} : { cache_read_tokens: usage.cacheRead }),
    ...(usage.cacheWrite === null ? {} : { cache_write_tokens: usage.cacheWrite }),
    ...(usage.extras === undefined
      ? {}
      : { cache_write_1h_tokens: usage.extras.cacheWrite1h, web_searches: usage.extras.webSearches }),
  };
  try {
    return listPrice(providerId, model, counted) ?? listPrice(providerId, model.replace(DATE_SUFFIX, ''), counted);
  } catch {
    // Numbers that contradict each other (more cached than sent) have no price.
    return null;
  }
}

/** Prices from the list bundled with the program; nothing is ever fetched. Reasoning is inside the output. */
export const createPricing = (): Pricing => ({ cost });

import { describe, expect, test } from 'vitest';
import { families, serve } from '../clients.ts';
import { SAMPLES } from '../../protocols/samples.ts';
import { call, scenarioOf, text, think, turnOf } from '../scenarios.ts';
import { sharedCases } from '../wire-fixtures.ts';
import type { WireFamily } from '../../../src/config/backend-types.ts';

/** Fields that mean nothing to a client, or that depend on options which are not used here. */
const WITHOUT =
  /\.(obfuscation|tool_usage|billing|prompt_cache_retention|candidatesTokenDetails|promptTokensDetails)\b|\.tools\[\]/;

/** `type` and the names of everything inside, list entries by their own type; values do not matter. */
function shapesOf(body: string): Map<string, Set<string>> {
  const shapes = new Map<string, Set<string>>();
  for (const line of body.split(/\r?\n/)) {
    if (!line.startsWith('data: {')) continue;
    const event = JSON.parse(line.slice(6)) as Record<string, unknown>;
    const type = typeof event['type'] === 'string' ? event['type'] : 'chunk';
    const names = shapes.get(type) ?? new Set<string>();
    shapes.set(type, names);
    collect(event, '', names);
  }
  return shapes;
}

function collect(value: unknown, path: string, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const type = (inner as { type?: unknown } | null)?.type;
    const name = Array.isArray(value) ? '[]' : `.${key}`;
    const here = `${path}${name}${typeof type === 'string' ? `<${type}>` : ''}`;
    names.add(here);
    // Arguments and schemas are the client's own.
    if (!/\.(args|input|parameters|format)$/.test(here)) collect(inner, here, names);
  }
}

async function ownShapes(family: WireFamily): Promise<Map<string, Set<string>>> {
  const full = turnOf([think('Hm.'), text('a b'), call('look', '{"x":1}')], {
    usage: { input: 9, cacheRead: 2, cacheWrite: 1, output: 9, reasoning: 3 },
  });
  await using server = await serve(scenarioOf({ ...full, times: 1 }, turnOf([think('Hm.'), text('a b c d e')])));
  const [path, body] = SAMPLES[family].request;
  const url = server.agentBaseUrl('a', family) + path;
  const send = async (): Promise<string> =>
    (await fetch(url, { method: 'POST', body: JSON.stringify({ model: 'gpt-5.2', ...body }) })).text();
  return shapesOf((await send()) + (await send()));
}

const cases = sharedCases();

describe.each(families)('the events of %s', (family) => {
  test('have every field that recorded ones have (nothing is compared where the shared fixtures are missing)', async () => {
    const own = await ownShapes(family);
    const missing: string[] = [];
    for (const [path, { exchanges }] of cases) {
      if (SAMPLES[family].recorded?.test(path) !== true) continue;
      for (const { response } of exchanges) {
        for (const [type, names] of shapesOf((response.sse ?? []).join('\n'))) {
          const ours = own.get(type);
          if (ours === undefined) missing.push(`${path}: event ${type}`);
          else for (const name of names) if (!ours.has(name) && !WITHOUT.test(name)) missing.push(`${type}: ${name}`);
        }
      }
    }
    expect([...new Set(missing)]).toEqual([]);
    expect(own.size).toBeGreaterThan(0);
  });
});

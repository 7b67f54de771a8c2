import { describe, expect, test } from 'vitest';
import { playCase } from '../../src/cli/verbs/wire-player.ts';
import type { WireClass, WireLine } from '../../src/cli/verbs/wire-line.ts';
import type { WireCase } from '../../src/model-server/wire-case.ts';
import type { Expected } from './recordings.ts';
import { expectedOutcomes, HAS_RECORDINGS, recordedCases } from './recordings.ts';

const { signal } = new AbortController();

async function play(wireCase: WireCase, slice?: number): Promise<readonly WireLine[]> {
  const lines: WireLine[] = [];
  for await (const line of playCase(wireCase, slice, signal)) lines.push(line);
  return lines;
}

/** The port differs from run to run. */
const stable = (lines: readonly WireLine[]): string => JSON.stringify(lines).replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');

const wordOf = (expected: Expected): string | null => expected.finish ?? expected.stop ?? expected.status ?? null;

/** As much of an expected text as was written down. */
const isCut = (text: string): boolean => text.length >= 160 && text.endsWith('...');

/** Both sides in one shape, with as much as was written down. */
interface Outcome {
  readonly api: string;
  readonly status?: number | undefined;
  readonly text?: string | undefined;
  readonly calls?: readonly (readonly [string, unknown])[] | undefined;
  readonly finish?: string | null;
  readonly usage?: Readonly<Record<string, number>> | undefined;
}

const keptText = (text: string): string => (isCut(text) ? text.slice(0, -3) : text);

function wantedOutcome(expected: Expected, line: WireLine): Outcome {
  const { api, text } = expected;
  if (line.skipped !== undefined) return { api };
  if (expected.error !== undefined) return { api, status: expected.error.status };
  const kept = text === undefined ? undefined : keptText(text);
  const calls = expected.calls?.map((call) => [call.name, call.arguments ?? call.input ?? call.args] as const);
  return { api, text: kept, calls, finish: wordOf(expected), usage: expected.usage };
}

function foundOutcome(line: WireLine, expected: Expected): Outcome {
  const { api, text } = line;
  if (line.skipped !== undefined) return { api };
  if (expected.error !== undefined) return { api, status: line.error?.status };
  const written = expected.text;
  const kept = written === undefined || text === undefined ? undefined : text.slice(0, lengthWritten(written));
  const calls =
    expected.calls === undefined ? undefined : line.calls?.map((call) => [call.name, call.arguments] as const);
  return { api, text: kept, calls, finish: line.finish ?? null, usage: line.usage };
}

const lengthWritten = (written: string): number | undefined => (isCut(written) ? written.length - 3 : undefined);

const NO_LINE: WireLine = { case: 'none', exchange: -1, api: 'none' };

const CLASSES: Readonly<Record<string, WireClass | null>> = {
  'anthropic-400-input-plus-max-tokens': 'context',
  'anthropic-400-prompt-too-long': 'context',
  'anthropic-400-temperature-removed': 'request',
  'anthropic-401': 'auth',
  'anthropic-429': 'transient',
  'anthropic-500-overloaded': 'transient',
  'anthropic-529': 'transient',
  'anthropic-stream-context-window-exceeded': 'context',
  'anthropic-stream-cut-in-tool-input': 'transient',
  'anthropic-stream-max-tokens': 'truncated',
  'anthropic-stream-overloaded-before-output': 'transient',
  'anthropic-stream-overloaded-mid-output': 'transient',
  'anthropic-stream-pause-turn': null,
  'google-400-bad-key': 'auth',
  'google-400-context-length': 'context',
  'google-400-thought-signature': 'request',
  'google-429-quota': 'transient',
  'google-503': 'transient',
  'google-stream-empty-stop': null,
  'google-stream-error-chunk': 'transient',
  'google-stream-malformed-function-call': null,
  'google-stream-prompt-blocked': 'refusal',
  'openai-400-context-length-chat': 'context',
  'openai-429-insufficient-quota': 'quota',
  'openai-429-tokens-per-minute': 'transient',
  'openai-500-server-error': 'transient',
  'openai-chat-cut-in-tool-arguments': 'transient',
  'openai-chat-length': 'truncated',
  'openai-chat-refusal': 'refusal',
  'openai-responses-incomplete': 'truncated',
  'openai-responses-refusal': 'refusal',
  'openai-stream-context-length': 'context',
  'openai-stream-flat-error': 'transient',
  'openai-stream-overloaded': 'transient',
  'openai-stream-rate-limit': 'transient',
};

// Without the recordings the tables are empty and only the first test remains.
const cases = [...recordedCases()];
const outcomes = expectedOutcomes();
const classes = HAS_RECORDINGS ? Object.entries(CLASSES) : [];

describe('a recorded exchange', () => {
  test('is there for each expected outcome, or ../shared/fixtures/wire is missing and nothing is compared', () => {
    expect(cases.map(([name]) => `${name}.json`).toSorted()).toEqual(Object.keys(outcomes).toSorted());
  });

  test('of every constructed kind has its class named here', () => {
    const constructed = cases.flatMap(([name]) => (name.startsWith('constructed/') ? [name.slice(12)] : []));
    expect(classes.map(([name]) => name).toSorted()).toEqual(constructed.toSorted());
  });

  test.each(cases)('%s gives the text, calls, finish and usage that were recorded', async (name, wireCase) => {
    const lines = await play(wireCase);
    const expected = outcomes[`${name}.json`] ?? [];
    expect(lines.map((line, index) => foundOutcome(line, expected[index] ?? { api: 'none' }))).toEqual(
      expected.map((outcome, index) => wantedOutcome(outcome, lines[index] ?? NO_LINE)),
    );
  });

  test.each(cases)('%s gives the same in pieces of 97 bytes and of one', async (_name, wireCase) => {
    const whole = stable(await play(wireCase));
    expect(stable(await play(wireCase, 97))).toBe(whole);
    expect(stable(await play(wireCase, 1))).toBe(whole);
  });

  test.each(classes)('constructed/%s is of class %s', async (name, expected) => {
    const wireCase = cases.find(([found]) => found === `constructed/${name}`)?.[1];
    const [line] = wireCase === undefined ? [] : await play(wireCase);
    expect(line?.error?.class ?? null).toBe(expected);
  });
});

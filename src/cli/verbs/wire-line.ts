import type { FailureClass, FinishReason, ProviderFailure, StreamPart } from '../../runtime/ports/model.ts';
import type { RecordingFacts } from '../../model-server/protocols/served-protocol.ts';
import { numberOf, objectOf } from '../../providers/shared/json.ts';

/** What one exchange became, as one line of JSON. Absent fields are left out. */
export interface WireLine {
  readonly case: string;
  readonly exchange: number;
  readonly api: string;
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments?: unknown }[];
  readonly finish?: string;
  /** The provider's own numbers, with the provider's own meaning. */
  readonly usage?: Readonly<Record<string, number>>;
  readonly error?: { readonly class: WireClass; readonly status?: number; readonly message: string };
  readonly skipped?: string;
}

/** The classes of `wire.md` §4. */
export type WireClass = 'cancelled' | 'transient' | 'quota' | 'context' | 'auth' | 'request' | 'refusal' | 'truncated';

const BY_FAILURE: Readonly<Record<FailureClass, WireClass>> = {
  auth: 'auth',
  permission: 'auth',
  not_found: 'request',
  bad_request: 'request',
  context: 'context',
  quota: 'quota',
  rate_limit: 'transient',
  overloaded: 'transient',
  server: 'transient',
  network: 'transient',
  timeout: 'transient',
  interrupted: 'transient',
};

/** Ends that are answers, but not the ones hoped for. */
const BY_FINISH: Partial<Record<FinishReason, { readonly class: WireClass; readonly message: string }>> = {
  refusal: { class: 'refusal', message: 'the model declined to answer' },
  content_filter: { class: 'refusal', message: 'the content was filtered' },
  max_tokens: { class: 'truncated', message: 'the output limit was reached' },
  context_full: { class: 'context', message: 'the context window of the model is full' },
};

function usageOf(recording: RecordingFacts, isStreamed: boolean, raw: unknown): Record<string, number> | undefined {
  const found = Object.entries(recording.usage).flatMap(([name, path]) => {
    const value = numberOf(path.reduce((at: unknown, step) => objectOf(at)[step], raw));
    const isKept = isStreamed || (recording.usageOfWhole?.includes(name) ?? true);
    return value === null || !isKept ? [] : [[name, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

type Finished = Extract<StreamPart, { type: 'finished' }>;

/** Arguments as the protocol has them. */
function argumentsOf(
  { argumentsAs }: RecordingFacts,
  call: Finished['turn']['calls'][number],
): { readonly arguments?: unknown } {
  if (argumentsAs === 'text' || (call.argsError !== null && call.argsText !== '')) return { arguments: call.argsText };
  return argumentsAs === 'object_if_any' && call.argsText === '' ? {} : { arguments: call.args };
}

const textOf = ({ refusalApart }: RecordingFacts, { turn, refusal }: Finished): string =>
  refusalApart === true && typeof refusal === 'string'
    ? turn.text.slice(0, turn.text.length - refusal.length)
    : turn.text;

export function finishedFields(recording: RecordingFacts, isStreamed: boolean, part: Finished): Partial<WireLine> {
  const usage = usageOf(recording, isStreamed, part.rawUsage);
  const odd = BY_FINISH[part.finish];
  return {
    text: textOf(recording, part),
    calls: part.turn.calls.map((call) => ({ name: call.name, ...argumentsOf(recording, call) })),
    ...(part.rawFinish === '' ? {} : { finish: part.rawFinish }),
    ...(usage === undefined ? {} : { usage }),
    ...(odd === undefined ? {} : { error: { ...odd, message: part.refusal ?? odd.message } }),
  };
}

export const failedFields = (failure: ProviderFailure): Partial<WireLine> => ({
  error: {
    class: BY_FAILURE[failure.class],
    ...(failure.status === null ? {} : { status: failure.status }),
    message: failure.message,
  },
});

export const abortedFields: Partial<WireLine> = { error: { class: 'cancelled', message: 'cancelled' } };

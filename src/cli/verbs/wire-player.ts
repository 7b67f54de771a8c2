import type { RecordingFacts } from '../../model-server/protocols/served-protocol.ts';
import type { WireCase, WireExchange } from '../../model-server/wire-case.ts';
import { startVerbatimServer } from '../../model-server/verbatim.ts';
import type { VerbatimServer } from '../../model-server/verbatim.ts';
import type { HostQuirks } from '../../providers/hosts.ts';
import { hostQuirks } from '../../providers/hosts.ts';
import { assertNever } from '../../shared/never.ts';
import type { WireFamily } from '../../config/backend-types.ts';
import { WIRE_PROTOCOLS } from '../../config/backend-types.ts';
import type { ModelRequest } from '../../runtime/ports/model.ts';
import { openClient, servedProtocols } from '../protocols.ts';
import { wireApi, wireModel } from './wire-api.ts';
import type { WireLine } from './wire-line.ts';
import { abortedFields, failedFields, finishedFields } from './wire-line.ts';

/** Nothing of the recorded request matters to a recording; the host it went to decides the quirks. */
function quirksOf(exchange: WireExchange, family: WireFamily): HostQuirks {
  const host = exchange.request?.host;
  const isHosted = typeof host === 'string' && host !== '';
  return hostQuirks(WIRE_PROTOCOLS[family].usualType, isHosted ? `https://${host}` : null);
}

const requestFor = (exchange: WireExchange): ModelRequest => ({
  model: wireModel(exchange),
  system: '',
  messages: [{ role: 'user', text: 'Play the recording.' }],
  tools: [],
  toolChoice: 'auto',
  params: {},
  cacheKey: null,
});

/** Calls of a stream that broke off, with as much of their arguments as came. */
function begunCalls(names: ReadonlyMap<string, string>, pieces: ReadonlyMap<string, string>): Pick<WireLine, 'calls'> {
  const calls = [...names].map(([id, name]) => ({ name, arguments: pieces.get(id) ?? '' }));
  return calls.length === 0 ? {} : { calls };
}

async function play(
  server: VerbatimServer,
  exchange: WireExchange,
  index: number,
  family: WireFamily,
  recording: RecordingFacts,
  signal: AbortSignal,
): Promise<Partial<WireLine>> {
  const client = await openClient(family, {
    apiKey: 'no-key-needed',
    baseUrl: server.exchangeBaseUrl(index, family),
    host: quirksOf(exchange, family),
  });
  let text = '';
  const names = new Map<string, string>();
  const pieces = new Map<string, string>();
  let isStarted = false;
  for await (const part of client.stream(requestFor(exchange), signal)) {
    switch (part.type) {
      case 'started':
        isStarted = true;
        break;
      case 'text':
        text += part.text;
        break;
      case 'tool_args': {
        const known = pieces.get(part.callId) ?? '';
        pieces.set(part.callId, known + part.text);
        names.set(part.callId, part.name);
        break;
      }
      case 'reasoning':
      case 'server_tool':
        break;
      case 'finished':
        return finishedFields(recording, exchange.response.sse !== undefined, part);
      case 'failed':
        return { ...(isStarted ? { text } : {}), ...begunCalls(names, pieces), ...failedFields(part.failure) };
      case 'aborted':
        return { text, ...abortedFields };
      default:
        assertNever(part);
    }
  }
  throw new Error('a stream ended without its last part');
}

/** Plays every exchange of a recorded case through the real adapters, over a loopback socket. */
export async function* playCase(
  wireCase: WireCase,
  sliceBytes: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<WireLine> {
  const protocols = await servedProtocols();
  await using server = await startVerbatimServer(wireCase, sliceBytes === undefined ? {} : { sliceBytes }, signal);
  for (const [index, exchange] of wireCase.exchanges.entries()) {
    const what = wireApi(exchange, wireCase.case, protocols);
    const head = { case: wireCase.case, exchange: index, api: what.api };
    if (what.family === null) yield { ...head, skipped: what.skipped };
    else {
      const { recording } = protocols[what.family];
      yield { ...head, ...(await play(server, exchange, index, what.family, recording, signal)) };
    }
  }
}

import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { servedProtocols } from '../src/cli/protocols.ts';
import { startModelServer } from '../src/model-server/model-server.ts';
import { parseScenario } from '../src/model-server/scenario/parse-scenario.ts';
import type { Scenario } from '../src/model-server/scenario/scenario.ts';

/** One model call as the server saw it; times in ms since the epoch, of this machine's clock. */
export interface SeenCall {
  readonly path: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly requestBytes: number;
}
export type ToServer = { readonly scenario: string; readonly agentIds: readonly string[] } | 'report';
export type FromServer = { readonly baseUrl: string } | { readonly calls: readonly SeenCall[] };

const nowMs = (): number => performance.timeOrigin + performance.now();
let calls: SeenCall[] = [];
const started = new WeakMap<IncomingMessage, number>();

subscribe('http.server.request.start', (message) => {
  started.set((message as { request: IncomingMessage }).request, nowMs());
});
subscribe('http.server.response.finish', (message) => {
  const { request } = message as { request: IncomingMessage; response: ServerResponse };
  const startMs = started.get(request) ?? nowMs();
  const requestBytes = Number(request.headers['content-length'] ?? 0);
  calls.push({ path: request.url ?? '', startMs, endMs: nowMs(), requestBytes });
});

const send = (message: FromServer): void => void process.send?.(message);

async function start(scenario: Scenario, agentIds: readonly string[]): Promise<void> {
  const options = { protocols: await servedProtocols(), scenario, agentIds };
  const { baseUrl } = await startModelServer(options, new AbortController().signal);
  send({ baseUrl });
}

process.on('message', (message: ToServer) => {
  if (message === 'report') {
    send({ calls });
    calls = [];
    return;
  }
  const parsed = parseScenario(message.scenario);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  void start(parsed.value, message.agentIds);
});

import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../runtime/ports/clock.ts';
import { applyFault } from './apply-fault.ts';
import { ended, playStream } from './play-stream.ts';
import type { Script, WireContext, Writer } from './protocols/script.ts';
import type { Fault, Pace } from './scenario/scenario.ts';
import { schedule, totalMs } from './schedule.ts';

export interface MessageAnswer {
  readonly writer: Writer;
  readonly script: Script;
  readonly context: WireContext;
  readonly pace: Pace;
  readonly fault: Fault | undefined;
  readonly streams: boolean;
}

/** Answers a request for a message: at its pace, streamed or whole, with its fault. */
export async function answerMessage(
  response: ServerResponse,
  answer: MessageAnswer,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const { writer, script, context, pace, fault } = answer;
  if (fault !== undefined && (await failBeforeHead(response, answer, fault, clock, signal))) return;
  const headers = writer.headers(context);
  if (!answer.streams) {
    await clock.sleep(totalMs(schedule(writer.stream(script, context), pace)), signal);
    sendJson(response, 200, writer.whole(script, context), headers);
    return;
  }
  const stream = applyFault(writer.stream(script, context), fault, writer, context);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers });
  const events = schedule(stream.events, pace);
  await playStream(response, { events, ending: stream.ending, sliceBytes: pace.sliceBytes }, clock, signal);
}

/** True when the fault left nothing to answer. */
async function failBeforeHead(
  response: ServerResponse,
  { writer, context, pace }: MessageAnswer,
  fault: Fault,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  switch (fault.kind) {
    case 'status':
      await clock.sleep(pace.firstTokenMs, signal);
      sendJson(response, fault.status, writer.errorBody(fault, context), {
        ...writer.headers(context),
        ...fault.headers,
      });
      return true;
    case 'html':
      await clock.sleep(pace.firstTokenMs, signal);
      response.writeHead(fault.status, { 'content-type': 'text/html' });
      response.end(`<html><head><title>${fault.status}</title></head><body><h1>Bad gateway</h1></body></html>\n`);
      return true;
    case 'reset':
      if (fault.after === undefined) response.socket?.resetAndDestroy();
      return fault.after === undefined;
    case 'stall':
      if (fault.after === undefined) await ended(signal);
      return fault.after === undefined;
    default:
      return false;
  }
}

/** Sends a JSON body unless the client has gone. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Ids and opaque texts that depend on nothing but `seed`, so that a run can be repeated to the byte. */
export function wireContext(
  seed: string,
  model: string,
  body: Readonly<Record<string, unknown>>,
  createdAt: number,
  onOpaque: (text: string) => void = () => undefined,
): WireContext {
  const digest = (salt: string): Buffer => createHash('sha512').update(`${seed}/${salt}`).digest();
  return {
    model,
    body,
    createdAt,
    hex: (salt, length) => digest(salt).toString('hex').slice(0, length),
    opaque: (salt) => {
      const text = Buffer.concat([digest(salt), digest(`${salt}+`), digest(`${salt}++`)]).toString('base64');
      onOpaque(text);
      return text;
    },
  };
}

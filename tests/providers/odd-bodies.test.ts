import { describe, expect, test } from 'vitest';
import { hasEndMark } from '../../src/providers/wire/end-mark.ts';
import type { StreamPart } from '../../src/runtime/ports/model.ts';
import { clientFor, FAMILIES, lastOf, partsOf, spoken, startFaultServer } from './fault-server.ts';

const HTML = '<!doctype html><html><head><title>Sign in</title></head><body></body></html>';

describe.each(FAMILIES)('a 200 of %s whose body is no event stream', (family) => {
  async function lastPart(body: string, contentType: string | null): Promise<StreamPart> {
    await using server = await startFaultServer((_request, response) => {
      response.writeHead(200, contentType === null ? {} : { 'content-type': contentType }).end(body);
    });
    return lastOf(await partsOf(clientFor(family, server.url)));
  }

  test.each([null, 'Text/HTML; charset=utf-8', 'text/plain', 'text/event-stream'])(
    'but a page (content type %s) is never tried again',
    async (contentType) => {
      const last = await lastPart(`\n ${HTML}`, contentType);
      expect(last).toMatchObject({ type: 'failed', failure: { class: 'bad_request' } });
      expect(JSON.stringify(last)).toContain('Sign in');
    },
  );

  test.each([null, 'Application/JSON', 'text/plain', 'text/event-stream'])(
    'but an error (content type %s) is told in its own words',
    async (contentType) => {
      const body = JSON.stringify({ error: { message: 'the cluster is on fire', code: 503 } });
      const last = await lastPart(`${body}\n`, contentType);
      expect(last).toMatchObject({ type: 'failed', failure: { class: 'overloaded' } });
      expect(JSON.stringify(last)).toContain('the cluster is on fire');
    },
  );

  test.each(['{"error":"no such route"}', '{}', '[]', 'null', '"no"'])('but %s is never an answer', async (body) => {
    const last = await lastPart(body, 'application/json');
    expect(last.type).toBe('failed');
  });

  test('by its content type is read as one if it is one', async () => {
    const { opening, end } = spoken(family, 'Grüße 🎉');
    const last = await lastPart(opening + end, 'application/json');
    expect(last).toMatchObject({ type: 'finished', turn: { text: 'Grüße 🎉' } });
  });
});

async function chatEnd(body: string): Promise<StreamPart> {
  await using server = await startFaultServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body);
  });
  return lastOf(await partsOf(clientFor('openai-chat', server.url)));
}
const says = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
describe('the end mark of a chat stream', () => {
  test('is none in the words of the model: such a stream was cut off', async () => {
    expect(await chatEnd(says('data: [DONE]'))).toMatchObject({ type: 'failed', failure: { class: 'interrupted' } });
  });

  test('ends a message without a reason, whatever follows it', async () => {
    const last = await chatEnd(`${says('Hi')}data: [DONE]\n\n: ${'bye '.repeat(40)}\n\n`);
    expect(last).toMatchObject({ type: 'finished', turn: { text: 'Hi' } });
  });

  test.each([
    ['data: [DONE]\n\n', true],
    ['data:[DONE]\n\n', true],
    ['data: {}\r\rdata: [DONE]\r\r', true],
    ['data: {"a":"[DONE]"}\n\ndata: [DONE]\r\n\r\n', true],
    ['data: "data: [DONE]"\n\n', false],
    [': data: [DONE]\n\n', false],
    ['', false],
  ])('in %j is seen: %s', (text, isSeen) => {
    expect(hasEndMark(new TextEncoder().encode(text))).toBe(isSeen);
  });
});

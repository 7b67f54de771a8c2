import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../../src/coordination/events.ts';
import { agentId, modelCallId } from '../../../src/coordination/ids.ts';
import { createEventMask } from '../../../src/store/secrets/event-mask.ts';
import { draft } from '../support.ts';

const KEY = 'sk-0123456789abcdef';
const CALL = modelCallId(agentId('a'), 1);
const piece = (text: string): EventDraft => draft('text', 'a', 0, { call_id: CALL, channel: 'content', text });
const note = (text: string): EventDraft => draft('status_message', null, null, { level: 'info', text });
const json = (event: EventDraft): string => JSON.stringify(event);

describe('the mask of published events', () => {
  test('takes a key out of streamed text, also where two pieces cut it', () => {
    const mask = createEventMask([KEY]);
    const said = [piece('it is sk-0123'), piece('456789ab'), piece('cdef, good')].map((event) => json(mask(event)));
    expect(said.join()).not.toMatch(/0123|456789|cdef/);
    expect(said.at(-1)).toContain(', good');
  });

  test('takes a key out of facts at any depth', () => {
    const mask = createEventMask([KEY]);
    const event = draft('message_committed', 'a', 0, {
      call_id: CALL,
      role: 'assistant',
      stage: 'initial_answer',
      text: `a ${KEY} b`,
      reasoning: null,
      tool_calls: [{ id: 'call_1' as never, name: 'new_answer', args: { content: [{ deep: KEY }] } }],
    });
    const masked = mask(event);
    expect(json(masked)).toContain('"deep":"[redacted]"');
    expect(json(masked)).not.toContain(KEY);
  });

  test('leaves an event without a key the very object it was', () => {
    const mask = createEventMask([KEY]);
    const events = [piece('hello'), note('hello')];
    expect(events.map((event) => mask(event) === event)).toEqual([true, true]);
  });

  test('does not touch what an event refers to by its name', () => {
    const mask = createEventMask(['abcd']);
    const event = draft('text', 'a', 0, { call_id: 'abcd' as never, channel: 'content', text: 'abcd' });
    expect(mask(event).data).toMatchObject({ call_id: 'abcd', text: '[redacted]' });
  });

  test('hides a short key, and no word that only stands for one', () => {
    const mask = createEventMask(['k3y!', 'EMPTY', 'lm-studio', 'abc']);
    expect(json(mask(note('k3y! EMPTY lm-studio abc')))).toContain('[redacted] EMPTY lm-studio abc');
  });
});

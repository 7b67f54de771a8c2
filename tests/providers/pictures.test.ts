import type { ContentBlockParam } from '@anthropic-ai/sdk/resources/messages';
import type { Part } from '@google/genai';
import type { ChatCompletionContentPart } from 'openai/resources/chat/completions';
import type { ResponseInputContent } from 'openai/resources/responses/responses';
import { describe, expect, test } from 'vitest';
import { anthropicMessages } from '../../src/providers/anthropic-messages/messages.ts';
import { generateContents } from '../../src/providers/google-generate/contents.ts';
import { hostQuirks } from '../../src/providers/hosts.ts';
import { chatMessages } from '../../src/providers/openai-chat/messages.ts';
import { responsesInput } from '../../src/providers/openai-responses/input.ts';
import type { Message } from '../../src/runtime/ports/model.ts';

const BASE64 = 'iVBORw0KGgo=';
const SHOWN: Message = {
  role: 'user',
  text: 'Look:',
  parts: [
    { type: 'image', mediaType: 'image/png', base64: BASE64 },
    { type: 'text', text: 'What is it?' },
  ],
};
const WORDLESS: Message = { role: 'user', text: ' ', parts: SHOWN.parts?.slice(0, 1) ?? [] };

describe('a picture in what a user says', () => {
  test('goes to Chat Completions as an address that holds it, between the words', () => {
    const content: ChatCompletionContentPart[] = [
      { type: 'text', text: 'Look:' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${BASE64}` } },
      { type: 'text', text: 'What is it?' },
    ];
    expect(chatMessages('', [SHOWN], hostQuirks('openai', null))).toEqual([{ role: 'user', content }]);
  });

  test('goes to the Responses API in detail', () => {
    const content: ResponseInputContent[] = [
      { type: 'input_text', text: 'Look:' },
      { type: 'input_image', image_url: `data:image/png;base64,${BASE64}`, detail: 'high' },
      { type: 'input_text', text: 'What is it?' },
    ];
    expect(responsesInput([SHOWN])).toEqual([{ role: 'user', content }]);
  });

  test('goes to the Messages API as a block', () => {
    const content: ContentBlockParam[] = [
      { type: 'text', text: 'Look:' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: BASE64 } },
      { type: 'text', text: 'What is it?', cache_control: { type: 'ephemeral' } },
    ];
    expect(anthropicMessages([SHOWN])).toEqual([{ role: 'user', content }]);
  });

  test('goes to Gemini inside its part', () => {
    const parts: Part[] = [
      { text: 'Look:' },
      { inlineData: { mimeType: 'image/png', data: BASE64 } },
      { text: 'What is it?' },
    ];
    expect(generateContents([SHOWN], 'gemini-3-pro')).toEqual([{ role: 'user', parts }]);
  });

  test('needs no words, and no empty ones are sent along', () => {
    expect(anthropicMessages([WORDLESS])).toMatchObject([{ content: [{ type: 'image' }] }]);
    expect(generateContents([WORDLESS], 'gemini-3-pro')).toMatchObject([{ parts: [{ inlineData: {} }] }]);
    expect(responsesInput([WORDLESS])).toMatchObject([{ content: [{ type: 'input_image' }] }]);
    expect(chatMessages('', [WORDLESS], hostQuirks('openai', null))).toMatchObject([
      { content: [{ type: 'image_url' }] },
    ]);
  });

  test('leaves plain messages as they were', () => {
    const plain: Message = { role: 'user', text: 'Hello?', parts: [] };
    expect(responsesInput([plain])).toEqual([{ role: 'user', content: 'Hello?' }]);
    expect(chatMessages('', [plain], hostQuirks('openai', null))).toEqual([{ role: 'user', content: 'Hello?' }]);
    expect(responsesInput([{ role: 'user', text: '' }])).toEqual([]);
  });
});

import type { Content, GenerateContentParameters } from '@google/genai/web';
import { describe, expect, test } from 'vitest';
import type { GenerateCall } from '../../../src/providers/google-generate/request.ts';
import { generateCall } from '../../../src/providers/google-generate/request.ts';
import { hostQuirks } from '../../../src/providers/hosts.ts';
import type { ModelRequest } from '../../../src/runtime/ports/model.ts';
import { assistant, modelRequest, results, user, VOTE } from '../requests.ts';

const sent = (fields: Partial<ModelRequest> = {}): GenerateCall =>
  generateCall(modelRequest({ model: 'gemini-3-flash-preview', ...fields }), hostQuirks('gemini', null));

describe('a call of generateContent', () => {
  test('declares its functions with full JSON schemas and keeps the SDK from looping', () => {
    const expected: GenerateContentParameters = {
      model: 'gemini-3-flash-preview',
      contents: [{ role: 'user', parts: [{ text: 'Hello?' }] }],
      config: {
        systemInstruction: 'Be brief.',
        tools: [
          {
            functionDeclarations: [
              { name: 'vote', description: VOTE.description, parametersJsonSchema: VOTE.parameters },
            ],
          },
        ],
        thinkingConfig: { includeThoughts: true },
        automaticFunctionCalling: { disable: true },
        automaticContinuation: false,
      },
    };
    expect(sent({ tools: [VOTE] })).toEqual({ ...expected, extraBody: {} });
  });

  test.each([
    ['required', {}, 'ANY'],
    ['none', {}, 'NONE'],
    ['auto', { function_calling_mode: 'any' }, 'ANY'],
    ['auto', { function_calling_mode: 'whatever' }, undefined],
    ['auto', {}, undefined],
  ] as const)('calls functions in mode %s with %j as %s', (toolChoice, params, mode) => {
    const { config } = sent({ toolChoice, params, tools: [VOTE] });
    expect(config['toolConfig']).toEqual(mode === undefined ? undefined : { functionCallingConfig: { mode } });
  });

  test('maps the neutral names to its own', () => {
    const params = {
      max_tokens: 100,
      top_p: 0.9,
      top_k: 4,
      stop: ['END'],
      seed: 7,
      safety_settings: { HARM_CATEGORY_HARASSMENT: 'BLOCK_NONE' },
      response_format: { type: 'json_schema', json_schema: { schema: { type: 'object' } } },
    };
    expect(sent({ params }).config).toMatchObject({
      maxOutputTokens: 100,
      topP: 0.9,
      topK: 4,
      stopSequences: ['END'],
      seed: 7,
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object' },
    });
  });

  test.each([
    ['gemini-3-flash-preview', { reasoning: { effort: 'low' } }, { includeThoughts: true, thinkingLevel: 'low' }],
    ['gemini-2.5-pro', { reasoning: { effort: 'low' } }, { includeThoughts: true, thinkingBudget: 1024 }],
    [
      'gemini-3-pro-preview',
      { thinking_config: { thinking_level: 'low', thinking_budget: 9 } },
      { includeThoughts: true, thinkingLevel: 'low' },
    ],
    [
      'gemini-2.5-pro',
      { thinking_config: { thinking_level: 'low', thinking_budget: 9 } },
      { includeThoughts: true, thinkingBudget: 9 },
    ],
    ['gemini-2.5-pro', { thinking_config: { thinking_budget: 0 } }, { includeThoughts: true, thinkingBudget: 0 }],
    ['gemini-2.5-pro', { include_thoughts: false }, { includeThoughts: false }],
    ['gemini-2.0-flash', {}, undefined],
  ])('of %s thinks with %j as %j', (model, params, expected) => {
    expect(sent({ model, params }).config['thinkingConfig']).toEqual(expected);
  });

  test('mixes its own tools with functions only where the model can', () => {
    const params = { enable_web_search: true, enable_code_execution: true };
    expect(sent({ params, tools: [VOTE] }).config['tools']).toHaveLength(3);
    expect(sent({ model: 'gemini-2.5-pro', params, tools: [VOTE] }).config['tools']).toHaveLength(1);
    expect(sent({ model: 'gemini-2.5-pro', params }).config['tools']).toEqual([
      { googleSearch: {} },
      { codeExecution: {} },
    ]);
  });
});

describe('a conversation with generateContent', () => {
  test('answers all calls of a step in one content, in order, with an id only where one came', () => {
    const items = [
      { functionCall: { name: 'vote', args: {} }, thoughtSignature: 'S' },
      { functionCall: { id: 'theirs', name: 'stop', args: {} } },
    ];
    const turn = assistant(
      '',
      [
        { id: 'call_x_1', name: 'vote' },
        { id: 'theirs', name: 'stop' },
      ],
      { family: 'google-generate', model: 'm', items },
    );
    const answers = {
      role: 'tool' as const,
      results: [
        { callId: 'theirs', name: 'stop', text: 'no', isError: true },
        { callId: 'call_x_1', name: 'vote', text: 'yes', isError: false },
      ],
    };
    const expected: Content[] = [
      { role: 'user', parts: [{ text: 'Q' }] },
      { role: 'model', parts: items },
      {
        role: 'user',
        parts: [
          { functionResponse: { name: 'vote', response: { result: 'yes' } } },
          { functionResponse: { id: 'theirs', name: 'stop', response: { error: 'no' } } },
        ],
      },
    ];
    expect(sent({ messages: [user('Q'), turn, answers] }).contents).toEqual(expected);
  });

  test('marks a call that another model made, for Gemini 3 only', () => {
    const messages = [user('Q'), assistant('Hi', [{ id: 'call_1', name: 'vote' }]), results(['call_1', 'ok'])];
    expect(JSON.stringify(sent({ messages }).contents)).toContain('skip_thought_signature_validator');
    expect(JSON.stringify(sent({ model: 'gemini-2.5-pro', messages }).contents)).not.toContain('thoughtSignature');
  });

  test('has no empty part and no two contents of one role in a row', () => {
    const messages = [user('One'), user(''), user('Two'), assistant(''), user('Three')];
    expect(sent({ messages }).contents).toEqual([
      { role: 'user', parts: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }] },
    ]);
  });
});

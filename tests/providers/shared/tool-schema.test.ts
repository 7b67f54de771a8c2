import { describe, expect, test } from 'vitest';
import { portableCallId, wireToolName, wireToolNames } from '../../../src/providers/shared/call-ids.ts';
import { plainSchema, strictSchema } from '../../../src/providers/shared/tool-schema.ts';

describe('the schema of a tool', () => {
  test('has its references put in place, and no definitions left', () => {
    const schema = {
      type: 'object',
      $defs: { Answer: { type: 'object', properties: { text: { $ref: '#/$defs/Text' } } }, Text: { type: 'string' } },
      properties: { answers: { type: 'array', items: { $ref: '#/$defs/Answer' } } },
    };
    expect(plainSchema(schema)).toEqual({
      type: 'object',
      properties: {
        answers: { type: 'array', items: { type: 'object', properties: { text: { type: 'string' } } } },
      },
    });
  });

  test('of a type that contains itself is finite', () => {
    const schema = {
      type: 'object',
      $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } } },
      properties: { first: { $ref: '#/$defs/Node' } },
    };
    expect(plainSchema(schema)).toEqual({
      type: 'object',
      properties: { first: { type: 'object', properties: { next: {} } } },
    });
  });

  test('is an object schema even when nothing was given', () => {
    expect(plainSchema({})).toEqual({ type: 'object', properties: {} });
  });

  test('keeps the order of its keys, so that prompts stay cached', () => {
    const schema = { type: 'object', properties: { zebra: { type: 'string' }, ant: { type: 'number' } } };
    expect(JSON.stringify(plainSchema(schema))).toBe(JSON.stringify(schema));
  });

  test('of a strict tool is closed on every level', () => {
    const inner = { type: 'object', properties: { a: { type: 'string' } } };
    expect(strictSchema({ type: 'object', properties: { list: { type: 'array', items: inner } } })).toEqual({
      type: 'object',
      properties: { list: { type: 'array', items: { ...inner, additionalProperties: false } } },
      additionalProperties: false,
    });
  });
});

describe('a tool name', () => {
  test('within the limits stays as it is', () => {
    expect(wireToolName('new_answer')).toBe('new_answer');
  });

  test('beyond the limits is shortened, told apart from its neighbours, and found again', () => {
    const names = ['mcp__server__'.repeat(8), `${'mcp__server__'.repeat(8)}two`, 'with.dots and spaces'];
    const wire = names.map(wireToolName);
    expect(new Set(wire).size).toBe(3);
    expect(wire.every((name) => /^[a-zA-Z0-9_-]{1,64}$/.test(name))).toBe(true);
    const back = wireToolNames(names.map((name) => ({ name })));
    expect(wire.map(back)).toEqual(names);
    expect(back('vote')).toBe('vote');
  });
});

test('a call id from another provider becomes one that everybody accepts, always the same', () => {
  expect(portableCallId('toolu_01')).toBe('toolu_01');
  const odd = portableCallId('chatcmpl-tool/é:1');
  expect(odd).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  expect(portableCallId('chatcmpl-tool/é:1')).toBe(odd);
  expect(portableCallId('chatcmpl-tool/é:2')).not.toBe(odd);
});

import { describe, expect, test } from 'vitest';
import { createIssuedTexts } from '../../src/model-server/issued-texts.ts';

describe('an opaque text', () => {
  test('is known when it was sent, in either alphabet, and missed when it was changed', () => {
    const issued = createIssuedTexts();
    issued.add('a+b/c==');
    expect(issued.problems({ input: [{ encrypted_content: 'a+b/c==' }] })).toEqual([]);
    expect(issued.problems({ contents: [{ parts: [{ thoughtSignature: 'a-b_c==' }] }] })).toEqual([]);
    expect(issued.problems({ contents: [{ thoughtSignature: 'skip_thought_signature_validator' }] })).toEqual([]);
    expect(issued.problems({ messages: [{ content: [{ type: 'thinking', signature: 'a+b/c' }] }] })).toEqual([
      'messages[0].content[0].signature: not a text that was sent',
    ]);
  });

  test('in the schema of a tool is only a name', () => {
    expect(createIssuedTexts().problems({ tools: [{ parameters: { signature: 'x' } }] })).toEqual([]);
  });
});

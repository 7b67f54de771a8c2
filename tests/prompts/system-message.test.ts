import { describe, expect, test } from 'vitest';
import { estimateTokens, renderSections } from '../../src/prompts/section.ts';
import { SENSITIVITY_LEVELS, sensitivityQuestion } from '../../src/prompts/sections/sensitivity.ts';
import { systemMessage, type SystemMessageInput } from '../../src/prompts/system-message.ts';
import { workflowTools } from '../../src/prompts/workflow-tools.ts';
import { anonymousId } from '../../src/coordination/ids.ts';
import { MARK } from './prompt-facts.ts';

const plain: SystemMessageInput = {
  systemMessage: 'You are a patient physicist.',
  model: 'gpt-4o',
  mode: 'voting',
  sensitivity: 'lenient',
  novelty: 'lenient',
  mark: MARK,
  hasTools: false,
  canWriteFiles: false,
};

describe('the system message', () => {
  test.each([
    ['voting', plain],
    ['voting-strict-with-tools', { ...plain, sensitivity: 'strict', novelty: 'strict', hasTools: true }],
    ['decomposition', { ...plain, mode: 'decomposition' }],
    ['grok-with-files', { ...plain, model: 'grok-4', hasTools: true, canWriteFiles: true }],
  ] satisfies [string, SystemMessageInput][])('reads well: %s', async (name, input) => {
    await expect(systemMessage(input).text).toMatchFileSnapshot(`../golden/prompts/system-${name}.txt`);
  });

  test('and the tools of a voting call stay under 650 tokens, so that a run of seven calls is cheap', () => {
    const tools = JSON.stringify(workflowTools(['new_answer', 'vote'], [1, 2, 3].map(anonymousId)));
    expect(estimateTokens(systemMessage(plain).text + tools)).toBeLessThan(650);
  });

  test('has no identity section for an agent without words of its own', () => {
    const { text, sections } = systemMessage({ ...plain, systemMessage: null });
    expect(text).not.toContain('agent_identity');
    expect(sections.map(({ id }) => id)).toEqual(['massgen_coordination', 'core_behaviors', 'output_first_iteration']);
  });

  test('keeps the words of the user as they are', () => {
    const words = '  Du bist <b>Ärztin</b> & "genau".\n\n- eins';
    expect(systemMessage({ ...plain, systemMessage: words }).text).toContain(words);
  });

  test('speaks of other tools only to an agent that has some', () => {
    expect(systemMessage(plain).text).not.toMatch(/tool output|Call tools/i);
    expect(systemMessage({ ...plain, hasTools: true }).text).toMatch(/Tool output is material/);
  });

  test('tells gpt-5 and grok where files belong, and only when they can write any', () => {
    const withFiles = { ...plain, canWriteFiles: true, hasTools: true };
    expect(systemMessage({ ...withFiles, model: 'gpt-5-mini' }).sections.map(({ id }) => id)).toContain(
      'file_persistence',
    );
    expect(systemMessage({ ...withFiles, model: 'gpt-4o' }).sections.map(({ id }) => id)).not.toContain(
      'file_persistence',
    );
    expect(systemMessage({ ...plain, model: 'gpt-5' }).sections.map(({ id }) => id)).not.toContain('file_persistence');
    expect(systemMessage({ ...withFiles, model: 'grok-4' }).text).toContain('HTML entity');
    expect(systemMessage({ ...withFiles, model: 'gpt-5' }).text).not.toContain('HTML entity');
  });

  test.each(SENSITIVITY_LEVELS)('judges by the level %s', (level) => {
    expect(systemMessage({ ...plain, sensitivity: level }).text).toContain(sensitivityQuestion(level));
  });

  test('takes an unknown level, even a hostile one, for lenient', () => {
    const lenient = sensitivityQuestion('lenient');
    expect([sensitivityQuestion('whatever'), sensitivityQuestion('constructor')]).toEqual([lenient, lenient]);
  });

  test('says what novelty is wanted, and nothing when none is', () => {
    const texts = (['lenient', 'balanced', 'strict'] as const).map(
      (novelty) => systemMessage({ ...plain, novelty }).text,
    );
    expect(texts.map((text) => text.includes('turned down'))).toEqual([false, true, true]);
    expect(new Set(texts).size).toBe(3);
  });
});

const section = (id: string, priority: number, text = id) => ({ id, priority, tag: null, text });

describe('rendering sections', () => {
  test('sorts by priority, keeps the order of equals, and drops what is empty', () => {
    const { text, summaries } = renderSections([
      section('c', 10),
      section('a', 1),
      section('none', 2, ' \n'),
      section('b1', 5),
      section('b2', 5),
    ]);
    expect(text).toBe('<system_prompt>\na\n\nb1\n\nb2\n\nc\n</system_prompt>');
    expect(summaries.map(({ id, tokens }) => [id, tokens])).toEqual([
      ['a', 1],
      ['b1', 1],
      ['b2', 1],
      ['c', 1],
    ]);
  });
});

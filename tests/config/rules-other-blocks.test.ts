import { describe, expect, test } from 'vitest';
import { checkRows } from './check-rows.ts';
import { agentWith, parse, short } from './parse.ts';

const root = (lines: string): string => `${agentWith()}${lines}\n`;

describe('the other blocks', () => {
  checkRows([
    ['a ui that is a list', root('ui: []'), ['error CFG_WRONG_TYPE ui']],
    ['an unknown display', root('ui: {display_type: hologram}'), ['error CFG_VALUE_NOT_ALLOWED ui.display_type']],
    [
      'a display only for the command line',
      root('ui: {display_type: silent}'),
      ['error CFG_VALUE_NOT_ALLOWED ui.display_type'],
    ],
    ['logging that is a text', root('ui: {logging_enabled: "yes"}'), ['error CFG_WRONG_TYPE ui.logging_enabled']],
    ['memory that is a text', root('memory: x'), ['error CFG_WRONG_TYPE memory']],
    ['memory with nothing below it', root('memory:'), ['error CFG_EMPTY_BLOCK memory']],
    ['memory enabled by a text', root('memory: {enabled: "on"}'), ['error CFG_WRONG_TYPE memory.enabled']],
    [
      'conversation memory that is a list',
      root('memory: {conversation_memory: []}'),
      ['error CFG_WRONG_TYPE memory.conversation_memory'],
    ],
    [
      'a store that is a number',
      root('memory: {persistent_memory: {vector_store: 1}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.vector_store'],
    ],
    [
      'on disk that is a text',
      root('memory: {persistent_memory: {on_disk: x}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.on_disk'],
    ],
    [
      'a model provider that is a number',
      root('memory: {persistent_memory: {llm: {provider: 1}}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.llm.provider'],
    ],
    [
      'an embedding model that is a list',
      root('memory: {persistent_memory: {embedding: {model: []}}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.embedding.model'],
    ],
    [
      'an unknown store mode',
      root('memory: {persistent_memory: {qdrant: {mode: cloud}}}'),
      ['error CFG_VALUE_NOT_ALLOWED memory.persistent_memory.qdrant.mode'],
    ],
    [
      'a port of zero',
      root('memory: {persistent_memory: {qdrant: {port: 0}}}'),
      ['error CFG_OUT_OF_RANGE memory.persistent_memory.qdrant.port'],
    ],
    [
      'a port beyond the last',
      root('memory: {persistent_memory: {qdrant: {port: 65536}}}'),
      ['error CFG_OUT_OF_RANGE memory.persistent_memory.qdrant.port'],
    ],
    [
      'a ratio above one',
      root('memory: {compression: {target_ratio: 1.01}}'),
      ['error CFG_OUT_OF_RANGE memory.compression.target_ratio'],
    ],
    [
      'a threshold that is a text',
      root('memory: {compression: {trigger_threshold: "0.5"}}'),
      ['error CFG_WRONG_TYPE memory.compression.trigger_threshold'],
    ],
    [
      'a retrieval limit of zero',
      root('memory: {retrieval: {limit: 0}}'),
      ['error CFG_OUT_OF_RANGE memory.retrieval.limit'],
    ],
    [
      'exclude_recent that is a number',
      root('memory: {retrieval: {exclude_recent: 1}}'),
      ['error CFG_WRONG_TYPE memory.retrieval.exclude_recent'],
    ],
    ['hooks that are a text', root('hooks: x'), ['error CFG_WRONG_TYPE hooks']],
    ['a hook for an unknown event', root('hooks: {BeforeLunch: []}'), ['warning CFG_HOOK_EVENT hooks.BeforeLunch']],
    ['an override that is a text', root('hooks: {override: x}'), ['error CFG_HOOK hooks.override']],
    ['hooks of an event that are a text', root('hooks: {PreToolUse: x}'), ['error CFG_HOOK hooks.PreToolUse']],
    ['a hook that is a text', root('hooks: {PreToolUse: [x]}'), ['error CFG_HOOK hooks.PreToolUse[0]']],
    ['a hook without a handler', root('hooks: {PreToolUse: [{matcher: "*"}]}'), ['error CFG_HOOK hooks.PreToolUse[0]']],
    ['an event that only overrides', root('hooks: {PreToolUse: {override: true}}'), []],
    ['an event with nothing', root('hooks: {PreToolUse: }'), ['error CFG_HOOK hooks.PreToolUse']],
    [
      'a handler that is a list',
      root('hooks: {PreToolUse: [{handler: [a, b]}]}'),
      ['error CFG_HOOK hooks.PreToolUse[0].handler'],
    ],
    [
      'a hook of an unknown type',
      root('hooks: {PostToolUse: {hooks: [{handler: a.b, type: perl}]}}'),
      ['error CFG_HOOK hooks.PostToolUse.hooks[0].type'],
    ],
    [
      'a hook that may take no time',
      root('hooks: {PreToolUse: [{handler: a.b, timeout: 0}]}'),
      ['error CFG_HOOK hooks.PreToolUse[0].timeout'],
    ],
    [
      'an unknown time limit only warns',
      root('timeout_settings: {agent_timeout_seconds: 5}'),
      ['warning CFG_UNKNOWN_KEY timeout_settings.agent_timeout_seconds'],
    ],
    [
      'a time limit of zero only warns',
      root('timeout_settings: {orchestrator_timeout_seconds: 0}'),
      ['warning CFG_OUT_OF_RANGE timeout_settings.orchestrator_timeout_seconds'],
    ],
    ['an empty timeout_settings is nothing', root('timeout_settings:'), []],
  ]);

  test('an empty ui is reported but keeps no run from starting', () => {
    const parsed = parse(root('ui:'));
    expect(short(parsed.diagnostics)).toEqual(['error CFG_EMPTY_BLOCK ui']);
    expect(parsed.config?.ui.display_type).toBe('rich_terminal');
  });

  test.each(['rich_terminal', 'simple', 'textual_terminal'])('the display %s is valid', (display) => {
    expect(parse(root(`ui: {display_type: ${display}}`)).diagnostics).toEqual([]);
  });
});

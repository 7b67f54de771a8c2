import { expect, test } from 'vitest';
import { agentId, modelCallId } from '../../../src/coordination/ids.ts';
import type { Input } from '../../../src/coordination/inputs.ts';
import { runTools } from '../../../src/runtime/calls/tool-calls.ts';
import type { ToolBox } from '../../../src/runtime/ports/tools.ts';
import { call } from '../../helpers/scripted-model.ts';

const A = agentId('a');

function setUp(run: ToolBox['run']) {
  const posted: Input[] = [];
  const bugs: unknown[] = [];
  const stop = new AbortController();
  const deps = {
    tools: { specs: () => [], run },
    post: (input: Input) => void posted.push(input),
    onBug: (cause: unknown) => void bugs.push(cause),
  };
  return {
    posted,
    bugs,
    stop,
    start: (...calls: Parameters<typeof runTools>[3]) => runTools(deps, A, modelCallId(A, 1), calls, stop.signal),
  };
}

test('results are posted one by one, in the order in which they come', async () => {
  const first = Promise.withResolvers<void>();
  const [slow, quick] = [call('slow', {}), call('quick', {})];
  const { posted, start } = setUp(async (_agent, asked) => {
    if (asked.id === slow.id) await first.promise;
    return { text: asked.name, isError: false, progress: true };
  });
  const done = start(slow, quick);
  await new Promise((resolve) => setImmediate(resolve));
  expect(posted).toMatchObject([{ type: 'tool_ended', toolCallId: quick.id, text: 'quick' }]);
  first.resolve();
  await done;
  expect(posted.map((input) => 'text' in input && input.text)).toEqual(['quick', 'slow']);
});

test('a tool that was called off posts nothing more', async () => {
  const gate = Promise.withResolvers<void>();
  const { posted, stop, start } = setUp(async () => {
    await gate.promise;
    return { text: 'late', isError: false, progress: true };
  });
  const done = start(call('slow', {}));
  stop.abort();
  gate.resolve();
  await done;
  expect(posted).toEqual([]);
});

test('a tool that throws gives an error result and is told as a bug', async () => {
  const bug = new Error('odd');
  const { posted, bugs, start } = setUp(() => Promise.reject(bug));
  await start(call('broken', {}));
  expect(posted).toMatchObject([{ isError: true, progress: false }]);
  expect(bugs).toEqual([bug]);
});

test('a tool that the agent was never offered is told as unknown', async () => {
  const posted: Input[] = [];
  const tools: ToolBox = {
    specs: () => [{ name: 'search', description: '', parameters: {} }],
    run: () => Promise.resolve({ text: '', isError: false, progress: true }),
  };
  const deps = { tools, post: (input: Input) => void posted.push(input), onBug: () => undefined };
  const calls = [call('search', {}), call('browse', {})];
  await runTools(deps, A, modelCallId(A, 1), calls, new AbortController().signal);
  expect(posted).toMatchObject([{ unknown: false }, { unknown: true }]);
});

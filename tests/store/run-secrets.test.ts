import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelCallId, toolCallId } from '../../src/coordination/ids.ts';
import { openRunArchive } from '../../src/store/open-run-archive.ts';
import { answer, ending, opening, roundEnd, roundStart, speech, vote } from './sample-run.ts';
import { agentId, draft, publish, runOptions, stamp, temporaryFolder } from './support.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('no key reaches any file of a run, whatever carries it', async () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"\\é ';
  const key = fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength: 16, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(key, fc.nat(200), fc.nat(60), async (raw, padding, cut) => {
      // Told apart from all other words of the run.
      const secret = `zq${raw}qz`;
      const folder = temporaryFolder();
      const leak = `${'.'.repeat(padding)}${secret}`;
      const { options, problems } = runOptions(folder, {
        secrets: [secret],
        question: leak,
        config: { agents: [{ backend: { type: 'x', api_key: secret, note: leak } }] },
        cliArgs: { question: leak },
        registryPath: join(folder, 'home', 'sessions.json'),
      });
      const run = await openRunArchive(options);
      const attempt = await run.openAttempt(1, 1);
      attempt.noteContext(agentId('a'), leak);
      const path = await attempt.snapshotAnswer(
        agentId('a'),
        'agent1.1' as never,
        leak,
        leak,
        new AbortController().signal,
      );
      const call = modelCallId(agentId('a'), 1);
      const drafts = [
        ...opening(['a', 'b'], leak),
        roundStart('a', 0, 'initial', []),
        ...speech('a', 0, leak, 'initial_answer'),
        draft('text', 'a', 0, { call_id: call, channel: 'content', text: secret.slice(0, cut) }),
        draft('text', 'a', 0, { call_id: call, channel: 'content', text: secret.slice(cut) }),
        draft('tool_start', 'a', 0, {
          tool_id: toolCallId('t'),
          tool_name: 'read',
          args: { path: leak, password: secret },
          kind: 'mcp',
          server_name: null,
          at_ms: 1,
        }),
        draft('tool_complete', 'a', 0, {
          tool_id: toolCallId('t'),
          tool_name: 'read',
          result: leak,
          elapsed_seconds: 1,
          status: 'error',
          is_error: true,
          async_id: null,
          progress: false,
          at_ms: 2,
        }),
        draft('enforcement', 'a', 0, {
          reason: 'no_tool_calls',
          attempt: 1,
          max_attempts: 3,
          tool_calls: [],
          error_message: leak,
          buffer_preview: leak,
          buffer_chars: 1,
          at_ms: 3,
        }),
        answer('a', 1, 1, leak, path),
        roundEnd('a', 0, 'answer'),
        roundStart('b', 0, 'initial', []),
        vote('b', 2, 'a', 1, leak),
        draft('error', 'b', 0, { class: 'auth', message: leak, retries: 0, draft: leak, at_ms: 4 }),
        draft('final_presentation_end', 'a', 1, { source: 'text', content: leak, interrupted: false }),
      ];
      const cancelled = publish(attempt, stamp(drafts));
      await attempt.savePartial(cancelled);
      const rest = stamp(ending('a', 1), drafts.length + 1);
      const state = publish(attempt, rest, cancelled);
      await attempt.finish(state);
      await run.finishTurn(state);
      expect(problems).toEqual([]);

      const forms = [secret, JSON.stringify(secret).slice(1, -1), secret.slice(0, 12), secret.slice(-12)];
      for (const file of filesIn(folder)) {
        const text = readFileSync(file, 'utf8');
        for (const form of forms) expect(text.includes(form), `${file} holds ${form}`).toBe(false);
      }
    }),
    { numRuns: 12 },
  );
});

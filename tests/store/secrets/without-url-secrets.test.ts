import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRunArchive } from '../../../src/store/open-run-archive.ts';
import { withoutUrlSecrets } from '../../../src/store/secrets/without-url-secrets.ts';
import { ending, opening } from '../sample-run.ts';
import { publish, runOptions, stamp, temporaryFolder } from '../support.ts';

test.each([
  ['https://me:pass@host/v1?key=abc&alt=sse', 'https://[redacted]@host/v1?key=[redacted]&alt=sse'],
  ['http://host/v1?api-version=1&Subscription-Key=abc#x', 'http://host/v1?api-version=1&Subscription-Key=[redacted]#x'],
  ['see https://host/@team and me@host', 'see https://host/@team and me@host'],
])('%s becomes %s', (text, clean) => {
  expect(withoutUrlSecrets({ list: [text], n: 1, none: null })).toEqual({ list: [clean], n: 1, none: null });
});

test('no password of an address reaches the metadata of a run', async () => {
  const folder = temporaryFolder();
  const address = 'https://me:hunter2@host/v1';
  const { options } = runOptions(folder, {
    config: { agents: [{ backend: { base_url: address } }] },
    cliArgs: { 'base-url': address },
  });
  const run = await openRunArchive(options);
  const attempt = await run.openAttempt(1, 1);
  await attempt.finish(publish(attempt, stamp([...opening(['a'], 'q'), ...ending('a', 1)])));
  const metadata = readFileSync(join(attempt.attemptDir, 'execution_metadata.yaml'), 'utf8');
  expect(metadata).toContain('https://[redacted]@host/v1');
  expect(metadata).not.toContain('hunter2');
});

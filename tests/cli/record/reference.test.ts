import { expect, test } from 'vitest';
import { recordingReference } from '../../../src/cli/record/reference-page.ts';

test('the reference of recording says what the program knows', async () => {
  await expect(recordingReference()).toMatchFileSnapshot('../../../docs/reference/recording.md');
});

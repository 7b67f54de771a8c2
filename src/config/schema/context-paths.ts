import { PATH, TEXTS, block, blockOf, key, listOf, oneOf } from './field.ts';

const CONTEXT_PATH = block(
  'context_paths[]',
  'A file or folder the agents may read; relative to the working directory.',
  {
    path: key(PATH, { since: '0.0.21', required: true, wrong: 'error', doc: 'File or folder; must exist at start.' }),
    permission: key(oneOf(['read', 'write']), {
      since: '0.0.21',
      wrong: 'error',
      default: 'read',
      doc: '`write` opens it to the final presenter only; it stays read-only during coordination.',
    }),
    protected_paths: key(TEXTS, {
      since: '0.0.26',
      default: [],
      doc: 'Parts of it that stay read-only, relative to `path`.',
    }),
  },
);
export const CONTEXT_PATHS = listOf(blockOf(CONTEXT_PATH, { bareKey: 'path' }));

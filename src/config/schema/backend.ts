import type { BackendType } from '../backend-types.ts';
import { PROVIDER_FIELDS } from './backend-provider.ts';
import { TOOL_FIELDS } from './backend-tools.ts';
import { WORKSPACE_FIELDS } from './backend-workspace.ts';
import type { BlockValue, Shape } from './field.ts';
import { TEXT, URL_TEXT, block, key } from './field.ts';

export const BACKEND = block('backend', 'The model behind an agent, and what it may use.', {
  type: key(TEXT, { since: '≤12', required: true, wrong: 'error', doc: 'Backend type.' }),
  model: key(TEXT, { since: '≤12', wrong: 'error', doc: 'Model id; some types have a default.' }),
  api_key: key(TEXT, {
    since: '≤12',
    doc: 'Key; taken from the environment when absent. Never sent as a request field, never logged.',
  }),
  api_key_env: key(TEXT, { since: 'ours', doc: 'Variable that holds the key, for hosts of your own.' }),
  base_url: key(URL_TEXT, { since: '≤12', doc: 'Endpoint; some types have a default.' }),
  ...WORKSPACE_FIELDS,
  ...TOOL_FIELDS,
  ...PROVIDER_FIELDS,
});

type OwnKeys = BlockValue<typeof BACKEND.fields>;

/** A backend after validation: the program's own keys with their defaults, and apart from them what goes to the provider. */
export type BackendConfig = Omit<OwnKeys, 'type' | 'model'> & {
  /** In its one spelling, whatever alias or case the file used. */
  readonly type: BackendType;
  /** The file's, else the type's default; empty only for types that take no model (`ag2`). */
  readonly model: string;
  /**
   * What the provider adapter gets: request fields, which it forwards as they stand, and those switches of ours that it
   * turns into something of its protocol (`enable_web_search` …), as far as the file sets them.
   */
  readonly params: Readonly<Record<string, unknown>>;
};

export const BACKEND_SHAPE: Shape<BackendConfig> = { kind: 'backend' };

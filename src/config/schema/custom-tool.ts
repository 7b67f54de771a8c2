import { MAP, PATH, TEXT, block, blockOf, either, key, listOf, oneOrMany } from './field.ts';

const CUSTOM_TOOL = block('custom_tools[]', 'Functions of a source file, offered as tools.', {
  name: key(oneOrMany(TEXT), { since: '0.1.1', default: [], doc: 'Tool name or names.' }),
  function: key(oneOrMany(TEXT), { since: '0.1.1', default: [], doc: 'Function name or names, parallel to `name`.' }),
  path: key(PATH, { since: '0.1.1', doc: 'Source file, relative to the working directory.' }),
  category: key(TEXT, { since: '0.1.1', default: 'default', doc: 'Group.' }),
  description: key(oneOrMany(TEXT), { since: '0.1.1', default: [], doc: 'Description or descriptions.' }),
  preset_args: key(either(MAP, listOf(MAP)), { since: '0.1.1', doc: 'Arguments the model cannot change.' }),
  default_params: key(MAP, { since: '0.1.1', doc: 'Older: arguments the model may override.' }),
});
export const CUSTOM_TOOLS = listOf(blockOf(CUSTOM_TOOL));

import { BOOLEAN, PATH, TEXT, block, blockOf, integer, key, number, oneOf } from './field.ts';

const model = (name: string, provider: string, modelName: string, purpose: string) =>
  block(name, `Model used to ${purpose}.`, {
    provider: key(TEXT, { since: '0.1.5', wrong: 'error', default: provider, doc: 'Provider of the model.' }),
    model: key(TEXT, { since: '0.1.5', wrong: 'error', default: modelName, doc: 'Model id.' }),
    api_key: key(TEXT, { since: '0.1.5', doc: 'Key; taken from the environment when absent.' }),
  });

const QDRANT = block('memory.persistent_memory.qdrant', 'Where the vector store runs.', {
  mode: key(oneOf(['local', 'server']), {
    since: '0.1.5',
    wrong: 'error',
    default: 'local',
    doc: 'In-process or a server.',
  }),
  host: key(TEXT, { since: '0.1.5', default: 'localhost', doc: 'Host of the server.' }),
  port: key(integer({ min: 1, max: 65_535 }), {
    since: '0.1.5',
    wrong: 'error',
    default: 6333,
    doc: 'Port of the server.',
  }),
  path: key(PATH, { since: 'doc', doc: 'Documented place of `persistent_memory.path`, which wins.' }),
});

const PERSISTENT = block('memory.persistent_memory', 'Memory kept between sessions.', {
  enabled: key(BOOLEAN, { since: '0.1.5', wrong: 'error', default: false, doc: 'Switches it on.' }),
  on_disk: key(BOOLEAN, { since: '0.1.5', wrong: 'error', default: true, doc: 'Keep it on disk.' }),
  vector_store: key(TEXT, { since: '0.1.5', wrong: 'error', doc: 'Informational.' }),
  path: key(PATH, { since: '0.1.5', default: '.massgen/qdrant', doc: 'Folder of the local store.' }),
  agent_name: key(TEXT, { since: '0.1.5', doc: "Name the memories are filed under; default the agent's id." }),
  session_name: key(TEXT, { since: '0.1.5', doc: "Accepted; the run's session id is always used." }),
  llm: key(blockOf(model('memory.persistent_memory.llm', 'openai', 'gpt-4.1-nano-2025-04-14', 'extract memories')), {
    since: '0.1.5',
    wrong: 'error',
    default: {},
    doc: 'Extraction model.',
  }),
  embedding: key(
    blockOf(model('memory.persistent_memory.embedding', 'openai', 'text-embedding-3-small', 'embed memories')),
    { since: '0.1.5', wrong: 'error', default: {}, doc: 'Embedding model.' },
  ),
  qdrant: key(blockOf(QDRANT), { since: '0.1.5', wrong: 'error', default: {}, doc: 'Vector store.' }),
});

const ratio = (value: number, doc: string) =>
  key(number({ min: 0, max: 1 }), { since: '0.1.5', wrong: 'error', default: value, doc });

export const MEMORY = block('memory', 'Vector-store memory; `agents[].memory` is merged over it per agent.', {
  enabled: key(BOOLEAN, { since: '0.1.5', wrong: 'error', default: false, doc: 'Switches the memory on.' }),
  conversation_memory: key(
    blockOf(
      block('memory.conversation_memory', 'Memory of the running conversation.', {
        enabled: key(BOOLEAN, { since: '0.1.5', wrong: 'error', default: true, doc: 'Switches it on.' }),
      }),
    ),
    { since: '0.1.5', wrong: 'error', default: {}, doc: 'Memory of the running conversation.' },
  ),
  persistent_memory: key(blockOf(PERSISTENT), {
    since: '0.1.5',
    wrong: 'error',
    default: {},
    doc: 'Memory kept between sessions.',
  }),
  compression: key(
    blockOf(
      block('memory.compression', 'When the conversation is shortened, and to what.', {
        trigger_threshold: ratio(0.75, 'Part of the context window that may fill up first.'),
        target_ratio: ratio(0.4, 'Part of the context window that is kept.'),
      }),
    ),
    { since: '0.1.5', wrong: 'error', default: {}, doc: 'Conversation compression.' },
  ),
  retrieval: key(
    blockOf(
      block('memory.retrieval', 'What is brought back from memory.', {
        limit: key(integer({ above: 0 }), { since: '0.1.5', wrong: 'error', default: 5, doc: 'Memories per agent.' }),
        exclude_recent: key(BOOLEAN, {
          since: '0.1.5',
          wrong: 'error',
          default: false,
          doc: 'Retrieve only after a compression or restart.',
        }),
      }),
    ),
    { since: '0.1.5', wrong: 'error', default: {}, doc: 'Retrieval.' },
  ),
  recording: key(
    blockOf(
      block('memory.recording', 'What is put into memory.', {
        record_all_tool_calls: key(BOOLEAN, {
          since: '0.1.9',
          default: false,
          doc: 'All tool calls, not only results.',
        }),
        record_reasoning: key(BOOLEAN, { since: '0.1.9', default: false, doc: 'Reasoning text too.' }),
      }),
    ),
    { since: '0.1.9', default: {}, doc: 'Recording.' },
  ),
});

/** Documented by MassGen, read by none of its code. */
export const FILESYSTEM_MEMORY = block('filesystem_memory', 'File-based memory in the agent workspace.', {
  enabled: key(BOOLEAN, { since: 'doc', default: true, doc: 'Switches it on.' }),
  compression: key(
    blockOf(
      block('filesystem_memory.compression', 'When files are shortened, and to what.', {
        trigger_threshold: key(number({ min: 0, max: 1 }), { since: 'doc', default: 0.75, doc: 'Fill level.' }),
        target_ratio: key(number({ min: 0, max: 1 }), { since: 'doc', default: 0.2, doc: 'Part that is kept.' }),
      }),
    ),
    { since: 'doc', default: {}, doc: 'Compression.' },
  ),
});

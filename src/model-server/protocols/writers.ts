import type { WireFamily } from '../../runtime/ports/model.ts';
import { anthropicWriter } from './anthropic-writer.ts';
import { chatWriter } from './chat-writer.ts';
import { googleWriter } from './google-writer.ts';
import { responsesWriter } from './responses-writer.ts';
import type { Writer } from './script.ts';

export const WRITERS: Readonly<Record<WireFamily, Writer>> = {
  'openai-responses': responsesWriter,
  'openai-chat': chatWriter,
  'anthropic-messages': anthropicWriter,
  'google-generate': googleWriter,
};

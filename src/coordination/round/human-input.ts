import type { Command } from '../commands.ts';
import { emit } from './work.ts';
import type { Work } from './work.ts';

type HumanInput = Extract<Command, { readonly type: 'human_input' }>;

/** Words of the person are put before their agents with the next call of each. */
export const queueHumanInput = (work: Work, { id, content, targets }: HumanInput): void =>
  emit(work, 'human_input_queued', null, { id, content, targets, source: 'human' });

import type { OptionValues } from './options.ts';

/**
 * Where the contract lines go that a script reads, `EXIT:` the last of them; null when a person reads everything. Events,
 * where they are asked for, have stdout to themselves.
 */
export function contractOutput(values: Pick<OptionValues, 'automation' | 'stream-events'>): 'out' | 'err' | null {
  if (values['stream-events'] === true) return 'err';
  return values.automation === true ? 'out' : null;
}

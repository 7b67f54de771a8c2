import OpenAI from 'openai';
import type { Asking } from './protocol-sample.ts';

export const openaiClient = (baseURL: string, apiKey: string): OpenAI =>
  new OpenAI({ apiKey, baseURL, maxRetries: 0, logLevel: 'off' });

/** A number the SDK should have; -1 when it has none, so that a comparison fails and says so. */
export const number = (value: number | null | undefined): number => value ?? -1;

export const signalOf = ({ signal }: Asking): { signal?: AbortSignal } => (signal === undefined ? {} : { signal });

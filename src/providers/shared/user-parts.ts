import type { Message, UserPart } from '../../runtime/ports/model.ts';

type UserMessage = Extract<Message, { role: 'user' }>;

/** A message that shows pictures, as its pieces in order and without empty texts; null for one that is plain text. */
export function userParts({ text, parts = [] }: UserMessage): readonly UserPart[] | null {
  if (parts.length === 0) return null;
  const all: readonly UserPart[] = [{ type: 'text', text }, ...parts];
  return all.filter((part) => part.type !== 'text' || part.text.trim() !== '');
}

/** Nothing at all is said. */
export const saysNothing = (message: UserMessage): boolean => (userParts(message)?.length ?? message.text.length) === 0;

/** A picture as an address that holds it. */
export const dataUrl = ({ mediaType, base64 }: Extract<UserPart, { type: 'image' }>): string =>
  `data:${mediaType};base64,${base64}`;

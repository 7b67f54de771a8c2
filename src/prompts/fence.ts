/** Characters of each half of the digest that a mark shows: 2 × 5 make 51 bits, too many to guess and cheap to send. */
const HALF_MARK_LENGTH = 5;

function mix(text: string, seed: number): number {
  let hash = seed | 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x9e3779b1);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The mark that encloses quoted text in one agent's prompts, e.g. `#k3v9q1x2m8`. It follows from `secret` alone, so a
 * run can be repeated; give every agent and turn its own secret, because an agent could write its mark into an answer.
 */
export function fenceMark(secret: string): string {
  const halves = [mix(`${secret}/high`, 0x2545f491), mix(`${secret}/low`, 0x6c8e9cf5)];
  return `#${halves.map((half) => half.toString(36).padStart(7, '0').slice(-HALF_MARK_LENGTH)).join('')}`;
}

/** Openings of the block tags a prompt uses (§1.4), and of anything that claims to end a block. */
const BLOCK_TAG_OPENING = new RegExp(
  `<(?=\\s{0,8}/?\\s{0,8}(?:${[
    'end\\s{1,8}of\\b',
    'agent\\d',
    'original\\s{1,8}message',
    'paraphrased\\s{1,8}message',
    'current\\s{1,8}answers',
    'conversation_history',
    'previous\\s{1,8}attempt',
    'incomplete_response',
    'runtime\\s{1,8}user',
    'final\\s{1,8}answer',
    'vote\\s{1,8}reasons',
    'stop\\s{1,8}summaries',
    'subtask',
    'system_prompt',
    'massgen_coordination',
  ].join('|')}))`,
  'gi',
);

/** `text` with everything taken out of it that could open or close a block, or pass for the mark. Else unchanged. */
export const defuse = (text: string, mark: string): string =>
  text.replaceAll(mark, '#…').replaceAll(BLOCK_TAG_OPENING, '&lt;');

/** `text`, which somebody else wrote, between the reader's marks: `<name> #mark … #mark <end of name>`. */
export const quote = (name: string, text: string, mark: string): string =>
  `<${name}> ${mark}\n${defuse(text, mark)}\n${mark} <end of ${name}>`;

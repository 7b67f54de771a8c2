import type { Append } from '../coordination/append.ts';
import { utterance, type Utterance } from '../prompts/conversation.ts';
import type { PromptSurroundings } from '../prompts/round-context.ts';
import type { AssistantTurn, Message } from './ports/model.ts';

/** What one agent and its model have said in the present round. */
export interface Conversation {
  /** Puts what the rules want said into words and adds it. Returns the words, and whether they begin a conversation. */
  say(appends: readonly Append[], isoInstant: string): { readonly text: string; readonly startsConversation: boolean };
  /** Keeps the model's own message, verbatim, unless a new conversation has begun since `chapter`. */
  keep(turn: AssistantTurn, chapter: number): void;
  /** Counts the conversations that were begun. */
  readonly chapter: number;
  readonly messages: readonly Message[];
  /** UTF-8 bytes of all texts in it: what a provider is about to be sent, without its own wrapping. */
  readonly bytes: number;
}

type ToolMessage = Extract<Message, { role: 'tool' }>;
type ToolUtterance = Extract<Utterance, { kind: 'tool_result' }>;

const utf8 = new TextEncoder();

/** Bytes of a text as it goes over the wire. */
export const utf8Length = (text: string): number => utf8.encode(text).length;

const messageBytes = (message: Message): number => {
  switch (message.role) {
    case 'user':
      return utf8Length(message.text);
    case 'assistant':
      return (
        utf8Length(message.turn.text) + message.turn.calls.reduce((sum, call) => sum + utf8Length(call.argsText), 0)
      );
    case 'tool':
      return message.results.reduce((sum, result) => sum + utf8Length(result.text), 0);
  }
};

/** Exactly one result per call, in the order of the calls: providers refuse a conversation with less or more. */
function toolMessage(turn: AssistantTurn, said: readonly ToolUtterance[]): ToolMessage {
  const open = [...said];
  const results = turn.calls.map((call) => {
    const index = open.findIndex((result) => result.callId === call.id);
    const [result] = index === -1 ? [] : open.splice(index, 1);
    return {
      callId: call.id,
      name: call.name,
      text: result?.text ?? `Not run: there is no tool ${call.name} here, or it was called off.`,
      isError: result?.isError ?? true,
    };
  });
  return { role: 'tool', results };
}

export function createConversation(around: PromptSurroundings): Conversation {
  let messages: Message[] = [];
  let bytes = 0;
  let chapter = 0;

  function add(message: Message): void {
    messages.push(message);
    bytes += messageBytes(message);
  }

  return {
    say(appends, isoInstant) {
      const said = appends.map((append) => utterance(append, around, isoInstant));
      const start = said.findLastIndex((one) => one.kind === 'user' && one.startsConversation);
      if (start !== -1) {
        messages = [];
        bytes = 0;
        chapter += 1;
      }
      const fresh = said.slice(Math.max(0, start));
      const last = messages.at(-1);
      if (last?.role === 'assistant' && last.turn.calls.length > 0) {
        add(
          toolMessage(
            last.turn,
            fresh.filter((one) => one.kind === 'tool_result'),
          ),
        );
      }
      const userTexts = fresh.flatMap((one) => (one.kind === 'user' ? [one.text] : []));
      if (userTexts.length > 0) add({ role: 'user', text: userTexts.join('\n\n') });
      return { text: fresh.map((one) => one.text).join('\n\n'), startsConversation: start !== -1 };
    },
    keep(turn, since) {
      if (since !== chapter) return;
      // An empty message is refused by most providers, and it says nothing.
      if (turn.text.trim() !== '' || turn.calls.length > 0) add({ role: 'assistant', turn });
    },
    get chapter() {
      return chapter;
    },
    get messages() {
      return messages;
    },
    get bytes() {
      return bytes;
    },
  };
}

import type { ModelServer } from '../../src/model-server/model-server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One thing that happened, e.g. `2 votes 1` or `1 answers`, with the time since the start. */
export interface Happening {
  readonly atMs: number;
  readonly what: string;
}

interface Reply {
  readonly text: string;
  readonly call: { readonly name: string; readonly input: Record<string, string> } | undefined;
}

/**
 * A coordination in sixty lines: enough of the real rules (votes reset by an answer, first answers protected, votes
 * that missed news thrown away, updates and reminders as user messages) to see whether a scenario ends well.
 */
export async function miniatureRun(
  server: ModelServer,
  agentIds: readonly string[],
  question: string,
  time: VirtualTime,
): Promise<{ readonly happenings: readonly Happening[]; readonly final: string }> {
  const happenings: Happening[] = [];
  const happened = (what: string): unknown => happenings.push({ atMs: time.clock.now(), what });
  const answers = new Map<number, { revision: number; text: string }>();
  const votes = new Map<number, number>();
  let wake = Promise.withResolvers<void>();
  const changed = (): void => {
    const { resolve } = wake;
    wake = Promise.withResolvers<void>();
    resolve();
  };
  const decided = (): boolean => votes.size === agentIds.length;
  const shown = (): string =>
    [...answers].map(([number, { text }]) => `<agent${number}> #m\n${text}\n#m <end of agent${number}>`).join('\n');

  async function timed(asking: Promise<Reply>): Promise<Reply> {
    time.enter();
    const reply = await asking;
    time.leave();
    return reply;
  }

  async function round(number: number): Promise<void> {
    let seen = new Map([...answers].map(([author, { revision }]) => [author, revision]));
    const unseen = (): boolean =>
      [...answers].some(([author, { revision }]) => author !== number && revision > (seen.get(author) ?? 0));
    const task = `<ORIGINAL MESSAGE> #m\n${question}\n#m <END OF ORIGINAL MESSAGE>`;
    const block = `<CURRENT ANSWERS from the agents>\n${shown() || '(none yet)'}\n<END OF CURRENT ANSWERS>`;
    const messages = [{ role: 'user', content: `${task}\n${block}` }];
    for (let attempt = 1; attempt <= 3; attempt++) {
      const reply = await timed(ask(server, agentIds[number - 1] ?? '', messages, [...seen.keys()]));
      if (decided()) return;
      if (reply.call?.name === 'new_answer') {
        answers.set(number, {
          revision: (answers.get(number)?.revision ?? 0) + 1,
          text: reply.call.input['content'] ?? '',
        });
        happened(`${number} answers${votes.size > 0 ? `, ${votes.size} votes reset` : ''}`);
        votes.clear();
        return changed();
      }
      if (reply.call?.name === 'vote') {
        const target = Number(/\d+/.exec(reply.call.input['agent_id'] ?? '')?.[0]);
        if (!seen.has(target)) throw new Error(`agent ${number} voted for ${target}, which it was not shown`);
        if (unseen()) return void happened(`${number} votes in vain`);
        votes.set(number, target);
        happened(`${number} votes ${target}`);
        return changed();
      }
      const news = answers.has(number) && unseen();
      happened(news ? `${number} gets an update` : `${number} is reminded`);
      messages.push(
        { role: 'assistant', content: reply.text },
        { role: 'user', content: news ? shown() : 'Use a tool.' },
      );
      if (news) seen = new Map([...answers].map(([author, { revision }]) => [author, revision]));
    }
    throw new Error(`agent ${number} never used a tool`);
  }

  async function live(number: number): Promise<void> {
    while (!decided()) {
      if (votes.has(number)) await wake.promise;
      else await round(number);
    }
  }
  await Promise.all(agentIds.map((_, index) => live(index + 1)));
  const tally = (author: number): number => [...votes.values()].filter((target) => target === author).length;
  const [winner = 0] = [...answers.keys()].toSorted((a, b) => tally(b) - tally(a) || a - b);
  happened(`${winner} presents`);
  const last = [{ role: 'user', content: shown() }];
  const { text } = await timed(ask(server, agentIds[winner - 1] ?? '', last, undefined));
  happened('end');
  return { happenings, final: text };
}

/** `shownAuthors` decides what is offered: undefined for a presentation without tools. */
async function ask(
  server: ModelServer,
  agentId: string,
  messages: readonly object[],
  shownAuthors: readonly number[] | undefined,
): Promise<Reply> {
  const ids = shownAuthors?.map((author) => `agent${author}`) ?? [];
  const tools = [
    ...(shownAuthors === undefined ? [] : [tool('new_answer', { content: { type: 'string' } })]),
    ...(ids.length === 0 ? [] : [tool('vote', { agent_id: { type: 'string', enum: ids } })]),
  ];
  const response = await fetch(`${server.agentBaseUrl(agentId, 'anthropic-messages')}/v1/messages`, {
    method: 'POST',
    body: JSON.stringify({ model: 'claude-test', max_tokens: 1, messages, tools }),
  });
  const body = (await response.json()) as {
    content?: { type: string; text?: string; name?: string; input?: Record<string, string> }[];
  };
  if (body.content === undefined) throw new Error(JSON.stringify(body));
  const used = body.content.find((block) => block.type === 'tool_use');
  return {
    text: body.content.map((block) => block.text ?? '').join(''),
    call: used === undefined ? undefined : { name: used.name ?? '', input: used.input ?? {} },
  };
}

const tool = (name: string, properties: object): object => ({ name, input_schema: { type: 'object', properties } });

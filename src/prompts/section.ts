/** The named levels of §10.1; a section may use any integer. Lower comes first. */
export const PRIORITY = { critical: 1, high: 5, medium: 10, low: 15, auxiliary: 20 } as const;

/** One part of a system message. An empty text renders nothing. */
export interface Section {
  /** Stable: it is logged, and `/inspect` shows it. */
  readonly id: string;
  readonly priority: number;
  /** The XML tag around the text; null for bare text. */
  readonly tag: string | null;
  readonly text: string;
}

/** What the log says of one section of a prompt. */
export interface SectionSummary {
  readonly id: string;
  readonly priority: number;
  /** Estimated: four characters a token. */
  readonly tokens: number;
}

export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);

const render = ({ priority, tag, text }: Section): string =>
  tag === null ? text : `<${tag} priority="${priority}">\n${text}\n</${tag}>`;

/** Drops empty sections, sorts by priority (order of the list among equals) and joins them to one system message. */
export function renderSections(sections: readonly Section[]): {
  readonly text: string;
  readonly summaries: readonly SectionSummary[];
} {
  const kept = sections
    .filter((section) => section.text.trim() !== '')
    .toSorted((left, right) => left.priority - right.priority)
    .map((section) => ({ section, text: render(section) }));
  return {
    text: ['<system_prompt>', kept.map(({ text }) => text).join('\n\n'), '</system_prompt>'].join('\n'),
    summaries: kept.map(({ section: { id, priority }, text }) => ({ id, priority, tokens: estimateTokens(text) })),
  };
}

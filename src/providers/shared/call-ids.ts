import { createHash } from 'node:crypto';

const PLAIN = /^[a-zA-Z0-9_-]{1,64}$/;

/** A call id every provider accepts; one that already is stays, another gets a stable name of its own. */
export function portableCallId(id: string): string {
  if (PLAIN.test(id)) return id;
  return `call_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;
}

const MAX_NAME = 64;

/** A tool name within the limits of every provider: longer ones are cut and end in eight digits of their hash. */
export function wireToolName(name: string): string {
  const plain = name.replaceAll(/[^a-zA-Z0-9_-]/g, '_');
  if (plain === name && name.length <= MAX_NAME) return name;
  return `${plain.slice(0, MAX_NAME - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** From a name on the wire back to the tool's own, for the tools of one request. */
export function wireToolNames(tools: readonly { readonly name: string }[]): (wireName: string) => string {
  const own = new Map(
    tools.map(({ name }) => [wireToolName(name), name] as const).filter(([wire, name]) => wire !== name),
  );
  return (wireName) => own.get(wireName) ?? wireName;
}

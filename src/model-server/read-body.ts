import type { IncomingMessage } from 'node:http';

/** Largest request body taken, in bytes: above what any provider accepts. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;

/** The whole body as bytes; undefined when it is larger than 128 MB or the client went away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined; // the client hung up before the body was complete: there is nobody to answer
  }
  return Buffer.concat(chunks);
}

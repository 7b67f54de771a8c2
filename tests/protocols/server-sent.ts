/** One server-sent event, with and without a name. */
export const named = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
export const plain = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

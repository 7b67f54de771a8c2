import { randomBytes, scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Uses every kind of time and of outside work at once, and prints what it sees; `q` ends it with 7. */
const say = (text: string): void => void process.stdout.write(`${text}\n`);

say(`start ${new Date().toISOString()} ${performance.now()} ${process.hrtime.bigint()} ${process.uptime()}`);
process.stdin.setRawMode(true);
process.stdin.on('data', (bytes) => {
  say(`key ${JSON.stringify(String(bytes))} ${Date.now() - Date.UTC(2026, 0, 1)}`);
  if (String(bytes) === 'q') process.exit(7);
});
process.stdout.on('resize', () => say(`size ${process.stdout.columns}x${process.stdout.rows}`));

const server = createServer((_request, response) => void answer(response));
async function answer(response: NodeJS.WritableStream): Promise<void> {
  for (let part = 0; part < 3; part += 1) {
    await wait(10);
    response.write(`part${part} `);
  }
  response.end();
}
async function ask(): Promise<void> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}`);
    say(`http ${await response.text()}${performance.now()}`);
    await wait(100);
  }
}
server.listen(0, '127.0.0.1', () => void ask());

async function read(): Promise<void> {
  for (;;) {
    await wait(33);
    await readFile(import.meta.filename);
    await promisify<string, string, number>(scrypt)('key', 'salt', 16);
    await promisify<number>(randomBytes)(1000);
    say(`file ${performance.now()}`);
  }
}
void read();
setInterval(() => say(`tick ${performance.now()}`), 70);
AbortSignal.timeout(250).addEventListener('abort', () => say(`timeout ${performance.now()}`));

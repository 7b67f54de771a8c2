import { subscribe } from 'node:diagnostics_channel';
import { openTerminal } from '../../../src/terminal/open-terminal.ts';

// Opens the terminal and, as soon as its guard has been started, dies in a way that nobody can catch.
subscribe('child_process', () => setImmediate(() => process.kill(process.pid, 'SIGKILL')));
openTerminal({ env: process.env }, new AbortController().signal);
setInterval(() => undefined, 60_000); // keeps it alive until then

#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';

const NEEDED_NODE = 24;

const version = (): string => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

const argv = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE) {
  process.stderr.write(`massgen needs Node.js ${NEEDED_NODE} or newer; this is ${process.version}\n`);
  process.exitCode = 1;
} else if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`massgen ${version()}\n`); // nothing else is loaded for it
} else {
  nodeModule.enableCompileCache();
  const { runCli } = await import('./cli/run-cli.ts');
  process.exit(await runCli(argv, version()));
}

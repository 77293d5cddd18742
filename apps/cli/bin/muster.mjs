#!/usr/bin/env node
// Starts the TypeScript source. Plain JavaScript, and nothing but Node until all that it needs is known to be there.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

function stop(message) {
  process.stderr.write(`muster: ${message}\n`);
  process.exit(2);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`needs Node.js 20.19 or newer, this is ${process.versions.node}`);

try {
  const { loadProgram } = await import('./load-program.mjs');
  const { main } = await loadProgram();
  process.exitCode = await main({ process });
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  const missing = /'([^']+)'/.exec(error.message)?.[1] ?? 'a package';
  stop(`\`${missing}\` is missing; run \`npm install\` in ${root}`);
}

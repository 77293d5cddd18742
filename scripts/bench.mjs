// `npm run bench`: installs, and builds the admin centre, if needed, then measures. Options: `npm run bench -- --help`.
import { setFlagsFromString } from 'node:v8';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
if (process.argv[2] === 'web' && !ensureBuilt()) process.exit(1);
setFlagsFromString('--max-old-space-size=8192');
const { register } = await import('tsx/esm/api');
register();
const { runBench } = await import('../bench/run-bench.ts');
process.exitCode = await runBench(process.argv.slice(2));

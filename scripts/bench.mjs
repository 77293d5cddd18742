// `npm run bench`: installs if needed, then measures. Options: `npm run bench -- --help`.
import { setFlagsFromString } from 'node:v8';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
setFlagsFromString('--max-old-space-size=8192');
const { register } = await import('tsx/esm/api');
register();
const { runBench } = await import('../bench/run-bench.ts');
process.exitCode = await runBench(process.argv.slice(2));

// `npm run screens`: pictures of every page of the admin centre in every look to docs/screens/, each of them checked by axe.
// Further arguments go to the test runner: `npm run screens -- -t phone`.
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, root } from './ensure-installed.mjs';
import { runStep } from './run-step.mjs';

ensureInstalled();
const folder = join(root, 'docs/screens');
const env = { MUSTER_TEST_LONG: '1', MUSTER_TEST_NEEDS_BROWSER: '1', MUSTER_TEST_PICTURES: folder };
const words = ['run', 'tests/screens/screens.long.test.ts', ...process.argv.slice(2)];
if (!ensureBuilt() || !runStep('screens', 'vitest', words, env)) process.exitCode = 1;
else process.stdout.write(`pictures are in ${folder}\n`);

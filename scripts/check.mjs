// `npm run check`: format, lint, types, unused code, architecture.
import { ensureInstalled } from './ensure-installed.mjs';
import { runChecks, runStep } from './run-step.mjs';

ensureInstalled();
const failed = runChecks();
if (!runStep('architecture', 'vitest', ['run', 'tests/architecture'])) failed.push('architecture');
process.stdout.write(failed.length === 0 ? '\nall checks passed\n' : `\nfailed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

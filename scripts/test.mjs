// `npm test`: installs if needed; format, lint, types, unused code, the admin centre built, then every test. `--long` adds the long tests.
// Further arguments go to the test runner. The last line is always `N passed, N failed, N skipped`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { runChecks, runStep } from './run-step.mjs';

ensureInstalled();
const args = process.argv.slice(2);
const isLong = args.includes('--long');
const chosen = args.filter((arg) => arg !== '--long');
const failedChecks = runChecks();
if (!ensureBuilt()) failedChecks.push('admin centre');

const folder = mkdtempSync(join(tmpdir(), 'muster-report-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const isGreen = runStep('tests', 'vitest', ['run', ...reporters, ...chosen], isLong ? { MUSTER_TEST_LONG: '1' } : {});

let [passed, failed, skipped] = [0, 0, 0];
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed = result.numPassedTests;
  failed = result.numFailedTests;
  skipped = result.numPendingTests + result.numTodoTests;
  // A file that does not even load has no tests that could fail.
  if (failed === 0) failed = result.testResults.filter((file) => file.status === 'failed').length;
} catch {
  process.stdout.write('the test run left no report\n');
  failed = 1;
}
if (!isGreen && failed === 0) failed = 1;
for (const check of failedChecks) process.stdout.write(`failed: ${check}\n`);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(
  `\n${passed + 4 - failedChecks.length} passed, ${failed + failedChecks.length} failed, ${skipped} skipped\n`,
);
process.exitCode = failed + failedChecks.length === 0 ? 0 : 1;

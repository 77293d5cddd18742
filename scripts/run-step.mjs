import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './ensure-installed.mjs';

/** Runs a program of node_modules/.bin; returns true when it succeeds. */
export function runStep(title, program, args, env = {}) {
  process.stdout.write(`\n# ${title}\n`);
  const { status } = spawnSync(join(root, 'node_modules/.bin', program), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** Format, lint and types; returns the names of the steps that failed. */
export function runChecks() {
  const failed = [];
  if (!runStep('format and lint', 'biome', ['ci', '--error-on-warnings', '.'])) failed.push('format and lint');
  const isTyped = ['.', 'apps/admin-web'].map((project) => runStep(`types of ${project}`, 'tsc', ['-p', project]));
  if (isTyped.includes(false)) failed.push('types');
  if (!runStep('unused code', 'knip', ['--no-progress', '--no-config-hints'])) failed.push('unused code');
  return failed;
}

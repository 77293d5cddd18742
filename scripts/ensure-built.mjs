// Builds the admin centre when it is missing or older than what it is made of.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure-installed.mjs';
import { runStep } from './run-step.mjs';

const sources = ['apps/admin-web', 'packages/rules', 'packages/kernel', 'package-lock.json'];
const left = ['node_modules', 'dist'];

/** When the youngest file below the path was written, milliseconds since 1970. */
function writtenAt(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).filter((name) => !left.includes(name) && !name.includes('.test.'));
  return Math.max(0, ...inside.map((name) => writtenAt(join(path, name))));
}

function isBuilt() {
  const page = statSync(join(root, 'apps/admin-web/dist/index.html'), { throwIfNoEntry: false });
  return page !== undefined && sources.every((path) => writtenAt(join(root, path)) <= page.mtimeMs);
}

/** Returns false when the build failed. */
export function ensureBuilt() {
  return isBuilt() || runStep('admin centre', 'vite', ['build', 'apps/admin-web', '--logLevel', 'warn']);
}

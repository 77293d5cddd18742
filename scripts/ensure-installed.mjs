// Installs the packages when they are missing or older than the lock file. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** True when what is installed is what the lock file says. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [wanted, present] = [read(join(root, 'package-lock.json')), read(installed)];
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional }]) => {
    if (path === '' || link || !path.startsWith('node_modules/')) return true;
    const found = present[path];
    // Packages for other platforms are in the lock file only.
    return found === undefined ? optional === true || devOptional === true : found.version === version;
  });
}

export function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('installing packages …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lock file that was written where packages of other platforms are not to be had.
  const { status } = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write('the packages could not be installed: npm says why above\n');
    process.exit(1);
  }
}

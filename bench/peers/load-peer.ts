import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const requireHere = createRequire(import.meta.url);

/** Packages of other projects that take part; `package.json` beside this file has their exact versions. */
export type PeerPackage = '@duckdb/node-api' | 'json-rules-engine' | 'roaring-wasm';

/** The version a package is to have. */
export function peerVersion(name: PeerPackage): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).devDependencies[name];
}

/** Installs the peers unless they are there; not part of `npm install`, as they are large and nothing else needs them. */
export function ensurePeers(): void {
  const names: readonly PeerPackage[] = ['@duckdb/node-api', 'json-rules-engine', 'roaring-wasm'];
  if (names.every((name) => installedVersion(name) === peerVersion(name))) return;
  process.stderr.write('installing the peers of the bench …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(npm, words, { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the peers could not be installed: npm says why above; --only ours needs none');
}

function installedVersion(name: PeerPackage): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** The package's exports; the caller says what it uses of them, as nothing is installed when types are checked. */
export function loadPeer<Exports>(name: PeerPackage): Exports {
  return requireHere(join(folder, 'node_modules', name)) as Exports;
}

import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const built = new URL('../dist/', import.meta.url);
const limitBytes = 250_000;

/** The files that must be there before a page is shown: those of the entry and of the page, with all that they import. */
function filesOf(manifest: Readonly<Record<string, Chunk>>, names: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name]!;
    if (files.has(chunk.file)) return;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const name of names) visit(name);
  return files;
}

// `npm test` builds first; a single test file may be run without.
it.skipIf(!existsSync(built))('the first page weighs no more than 250 kB compressed with gzip', () => {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', built), 'utf8'));
  const files = [...filesOf(manifest, ['index.html', 'overview/overview-page.tsx'])];
  expect(files.length).toBeGreaterThan(2);
  const bytes = files.map((file) => gzipSync(readFileSync(new URL(file, built)), { level: 9 }).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(limitBytes);
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Specifiers of imports and re-exports, dynamic ones too. */
  readonly imports: readonly string[];
}

const importForm =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist'].includes(entry.name) || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (/\.(ts|tsx|mjs)$/.test(entry.name)) yield path;
  }
}

/** Every TypeScript source of packages and apps. */
export function sourceFiles(): readonly SourceFile[] {
  return ['packages', 'apps'].flatMap((folder) =>
    [...walk(join(root, folder))].map((path) => {
      const text = readFileSync(path, 'utf8');
      const imports = [...text.matchAll(importForm)].map((match) => (match[1] ?? match[2] ?? match[3])!);
      return { path: relative(root, path).replaceAll('\\', '/'), text, imports };
    }),
  );
}

/** `packages/rules` for `packages/rules/check/check-rule.ts`. */
export function packageOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** True for tests and for code that only tests use. */
export function isTestCode(path: string): boolean {
  return /\.test\.ts$|\.fixture\.ts$|\/testing\//.test(path);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface MarkdownFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Not for readers: installed, produced, or about what is only planned. */
const elsewhere = new Set(['node_modules', 'muster-data', 'coverage', 'plans']);

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (elsewhere.has(entry.name) || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.name.endsWith('.md')) yield path;
  }
}

/** Every Markdown file of the checkout. */
export function markdownFiles(): readonly MarkdownFile[] {
  return [...walk(root)].map((path) => ({
    path: relative(root, path).replaceAll('\\', '/'),
    text: readFileSync(path, 'utf8'),
  }));
}

const fences = /^```.*\n[\s\S]*?^```$/gm;

/** The text without its blocks of code. */
export function withoutBlocks(text: string): string {
  return text.replaceAll(fences, '');
}

/** What stands in blocks of code, line by line; lines that end with a backslash go on in the next. */
export function blockLines(text: string): readonly string[] {
  return [...text.matchAll(fences)].flatMap(([block]) => block.replaceAll('\\\n', ' ').split('\n').slice(1, -1));
}

/** What stands between single backticks in running text. */
export function codeSpans(text: string): readonly string[] {
  return [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map((found) => found[1]!);
}

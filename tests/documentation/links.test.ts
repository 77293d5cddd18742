import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type MarkdownFile, markdownFiles, root, withoutBlocks } from './markdown-files.ts';

/** The names under which the headings of a page can be linked, as GitHub makes them. */
function anchors(text: string): readonly string[] {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map((found) => found[1]!);
  return headings.map((heading) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function brokenLinks({ path, text }: MarkdownFile): string[] {
  const targets = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1]!);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? join(root, path) : join(root, dirname(path), file);
    if (!existsSync(place)) return true;
    return anchor !== undefined && !anchors(readFileSync(place, 'utf8')).includes(anchor);
  });
}

describe('relative links', () => {
  it.each(markdownFiles())('of $path lead somewhere', (file) => {
    expect(brokenLinks(file)).toEqual([]);
  });
});

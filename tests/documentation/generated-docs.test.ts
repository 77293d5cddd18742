import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedPages } from '../../scripts/documentation/generated-pages.ts';
import { root } from './markdown-files.ts';

describe('pages written from the code', () => {
  it.each([...generatedPages()])('%s is up to date; if not, run `npm run docs`', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
});

// `npm run docs`: writes the pages of docs/ that are made from the code.
import { writeFileSync } from 'node:fs';
import { generatedPages } from './documentation/generated-pages.ts';

const root = new URL('../', import.meta.url);

for (const [path, text] of generatedPages()) {
  writeFileSync(new URL(path, root), text);
  process.stdout.write(`${path}\n`);
}

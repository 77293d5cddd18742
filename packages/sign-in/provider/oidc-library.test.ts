import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const library = fileURLToPath(new URL('./oidc-library.ts', import.meta.url));

it('loads without a word, and leaves the console as it was', async () => {
  const program = `
    const { warn } = console;
    const { Provider } = await import(${JSON.stringify(library)});
    process.stdout.write(String(console.warn === warn && typeof Provider === 'function'));`;
  const node = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, node);
  expect([stdout, stderr]).toEqual(['true', '']);
});

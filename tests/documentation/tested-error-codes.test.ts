import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aadstsNumbers } from '../../packages/sign-in/errors.ts';
import { documentedErrorCodes } from '../../scripts/documentation/errors-page.ts';
import { codesWithoutATest } from './codes-without-a-test.ts';
import { root } from './markdown-files.ts';

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

const isTest = (path: string) => /\.test\.ts$|\/testing\/.*\.ts$|\/fixtures\/rules\/.*\.json$/.test(path);

/** What tests look for: their sources, the suites they share, the rules with their expected errors; not this folder. */
const texts = ['packages', 'apps', 'tests', 'fixtures']
  .flatMap((folder) => [...walk(join(root, folder))])
  .filter((path) => isTest(path) && !path.includes('/tests/documentation/'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Clients of the token endpoint see the number, so tests name that. */
function isTested(code: string): boolean {
  const number = aadstsNumbers[code];
  const names = number === undefined ? [code] : [code, String(number)];
  return names.some((name) => new RegExp(`\\b(?:AADSTS)?${name}\\b`).test(texts));
}

describe('every error code', () => {
  const untested = documentedErrorCodes().filter((code) => !isTested(code));

  it('is named by a test, or listed with the reason why not', () => {
    expect(untested.filter((code) => !Object.hasOwn(codesWithoutATest, code))).toEqual([]);
  });

  it('is on that list only as long as no test names it', () => {
    expect(Object.keys(codesWithoutATest).filter((code) => !untested.includes(code))).toEqual([]);
  });
});

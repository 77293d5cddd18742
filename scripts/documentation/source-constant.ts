import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/**
 * The value of a whole-number constant that a source file keeps to itself: `const maxOwners = 100;`, or products of such numbers.
 *
 * @throws Error when the file has no such constant any more
 */
export function sourceConstant(file: string, name: string): number {
  const text = readFileSync(new URL(file, root), 'utf8');
  const found = new RegExp(`\\bconst ${name} = ([\\d_]+(?: \\* [\\d_]+)*);`).exec(text);
  if (found === null) throw new Error(`${file} has no constant ${name}; correct scripts/documentation/limits-page.ts`);
  return found[1]!.split(' * ').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}
